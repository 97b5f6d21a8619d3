#include "base/nearest_word.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace trace_cost::base {

namespace {

std::string nearest(std::string_view typed, const std::vector<std::string_view>& candidates) {
  return std::string(nearest_word(typed, candidates).value_or("-"));
}

}  // namespace

TEST_CASE("base/nearest_word: the word with the fewest edits is suggested") {
  const std::vector<std::string_view> commands{"report", "timeline", "legs", "costs", "check"};
  struct Typed {
    std::string_view typed;
    std::string_view expected;
  };
  for (const Typed& entry : std::to_array<Typed>({
           {"report", "report"},
           {"reprot", "report"},
           {"repor", "report"},
           {"reports", "report"},
           {"cost", "costs"},
           {"chek", "check"},
           {"timelin", "timeline"},
           {"tmelin", "timeline"},
           {"leg", "legs"},
           {"xegs", "legs"},
       })) {
    CAPTURE(entry.typed);
    CHECK(nearest(entry.typed, commands) == entry.expected);
  }
}

TEST_CASE("base/nearest_word: no far-fetched word is suggested") {
  const std::vector<std::string_view> commands{"report", "timeline", "legs", "costs", "check"};
  for (const std::string_view typed : {"", "x", "le", "xexs", "rexxxt", "REPORT", "help"}) {
    CAPTURE(typed);
    CHECK(nearest(typed, commands) == "-");
  }
  CHECK(nearest("report", {}) == "-");
  CHECK(nearest(std::string(1'000'000, 'r'), commands) == "-");
}

TEST_CASE(
    "base/nearest_word: on a tie the first of the list wins, and one edit is always allowed") {
  CHECK(nearest("bat", {"cat", "rat"}) == "cat");
  CHECK(nearest("bat", {"rat", "cat"}) == "rat");
  CHECK(nearest("bat", {"rat", "bat"}) == "bat");
  CHECK(nearest("p5", {"p", "q5"}) == "p");
  CHECK(nearest("a", {"b"}) == "b");
}

}  // namespace trace_cost::base
