#include "input/torn_heads.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "input/span_marks.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kOne = "{\n  \"a\": \"one\",\n  \"b\": {\"c\": 1}\n}\n";
constexpr std::string_view kOther = "{\n  \"a\": \"other\",\n  \"b\": {\"c\": 2}\n}\n";

Glue glued(std::string_view head, std::string_view behind) {
  TornHeads heads;
  heads.add();
  heads.follow(head);
  return heads.glue(behind);
}

}  // namespace

TEST_CASE("input/torn_heads: wherever two writes are torn alike, the glued object is told") {
  const std::size_t shift = kOther.size() - kOne.size();
  for (std::size_t cut = 1; cut + 2 < kOne.size(); ++cut) {
    CAPTURE(cut);
    const std::size_t in_other = cut + (cut > 14 ? shift : 0);
    CHECK(glued(kOne.substr(0, cut), kOther.substr(in_other)) == Glue::Surely);
    CHECK(glued(kOne.substr(0, cut), std::string("\n") + std::string(kOther.substr(in_other))) ==
          Glue::Surely);
  }
}

TEST_CASE("input/torn_heads: a record behind a cut one is whole") {
  for (std::size_t cut = 1; cut + 2 < kOne.size(); ++cut) {
    CAPTURE(cut);
    const std::string_view head = kOne.substr(0, cut);
    for (const std::string_view behind :
         {"", "\n", "\n{\n  \"a\": \"next\",\n  \"b\": {}\n}\n", "\nRequest \"x\" {y} [ok}\n",
          "{\"a\": 1}\n", ",\n{\"a\": 1}", "\n]\n", " 3 {'k': 3}\n"}) {
      CAPTURE(behind);
      CHECK(glued(head, behind) == Glue::No);
    }
  }
}

TEST_CASE("input/torn_heads: an object whose braces closed too early is glued") {
  CHECK(glued("{\"a\": [", ", \"events\": [], \"links\": []}\n") == Glue::Surely);
  CHECK(glued("{\"a\": \"", "], \"links\": []}\n") == Glue::Surely);
  CHECK(glued("{\"a\": \"", "\n    }\n}\n") == Glue::Surely);
}

TEST_CASE("input/torn_heads: blanks before an object may be the end of a head") {
  constexpr std::string_view kTail = "\n096,\n \"b\": 1,\n \"c\": 1,\n \"d\": 1\n}\n";
  CHECK(glued("{\n \"a\": {}\n  ", kTail) == Glue::Surely);
  CHECK(glued("{\n \"a\": {}\n", kTail) == Glue::No);
}

TEST_CASE("input/torn_heads: a tail that begins with a key is told, behind whole lines too") {
  CHECK(glued("{\n \"a\": 1\n", "\n \"b\": {},\n \"c\": {}\n}\n") == Glue::Surely);
  CHECK(glued("{\n \"a\": 1\n", "\n}\n") == Glue::Surely);
  CHECK(glued("{\n \"a\":\n", "\n\"quoted\": a print\n") == Glue::No);
}

TEST_CASE("input/torn_heads: a few whole records may stand before the tail that tells") {
  const std::string tail(kOther.substr(8));
  const std::string record(kOther);
  CHECK(glued(kOne.substr(0, 8), "\n" + record + tail) == Glue::Surely);
  CHECK(glued(kOne.substr(0, 8), "\n" + record + record + record + record + tail) == Glue::Surely);
  CHECK(glued(kOne.substr(0, 8), "\n" + record + record + record + record + record + tail) ==
        Glue::No);
}

TEST_CASE("input/torn_heads: a write that a pipe may tear speaks for what stands in it") {
  const auto torn_at = [](std::size_t head) {
    const std::string write = "{\"a\": \"" + std::string(10'000, 'x') + "\"}\n";
    return glued(write.substr(0, head), write.substr(head));
  };
  CHECK(torn_at(TornHeads::kPage) == Glue::Maybe);
  CHECK(torn_at(2 * TornHeads::kPage) == Glue::Maybe);
  CHECK(torn_at(10'010 % TornHeads::kPage) == Glue::Maybe);
  CHECK(torn_at(TornHeads::kPage + 1) == Glue::Surely);
  CHECK(torn_at(100) == Glue::Surely);
}

TEST_CASE("input/torn_heads: a tail that comes is followed, and then nothing is torn any more") {
  TornHeads heads;
  heads.add();
  CHECK(heads.follow("{\n"));
  CHECK_FALSE(heads.empty());
  CHECK(heads.follow("\"a\": "));
  CHECK_FALSE(heads.follow("(a print)\n"));
  heads.pass("{\"a\": 1}");
  CHECK(heads.follow("1}"));
  CHECK(heads.empty());
}

TEST_CASE("input/torn_heads: a print fits into a torn string, and tells nothing") {
  TornHeads heads;
  heads.add();
  CHECK(heads.follow("{\"a\": \"x"));
  CHECK_FALSE(heads.follow("\n"));
  CHECK_FALSE(heads.follow("served request "));
  CHECK(heads.glue("y\"}\n") == Glue::Surely);
}

TEST_CASE("input/torn_heads: heads are forgotten after some records, or much text") {
  TornHeads heads;
  heads.add();
  heads.follow("{\"a\" x");
  for (int i = 0; i < 20; ++i) heads.pass("{}");
  CHECK(heads.empty());
  heads.add();
  heads.follow("{\"a\" x");
  for (int i = 0; i < 1'000; ++i) heads.follow("text\n");
  CHECK(heads.empty());
}

TEST_CASE("input/torn_heads: what takes too much looking at is held for glued") {
  TornHeads heads;
  heads.add();
  heads.follow("{\"a\": [1");
  std::string behind = ",[";
  behind.resize(40'000'000, ' ');
  CHECK(heads.glue(behind) == Glue::No);
  CHECK(heads.glue(behind) == Glue::Surely);
}

TEST_CASE("input/span_marks: a record inside of another is seen by keys that stand once") {
  const std::string one = R"({"resource": {}, "parent_id": null, "start_time": "x"})";
  constexpr std::array<std::string_view, 3> kOnce{
      "\"resource\":", "\"parent_id\":", "\"start_time\":"};
  CHECK_FALSE(holds_another_record(one, kOnce));
  CHECK(holds_another_record("{\"kind\": " + one + "," + one.substr(1), kOnce));
  // Attributes of these names.
  const std::string flat = R"({"a": {"resource": "r", "parent_id": 1, "start_time": 2},)";
  CHECK_FALSE(holds_another_record(flat + one.substr(1), kOnce));
  CHECK_FALSE(holds_another_record(R"({"a": {"resource": {}},)" + one.substr(1), kOnce));
  CHECK_FALSE(holds_another_record(
      R"({"resource": "\"resource\":{", "parent_id": "\"parent_id\":", "start_time": "\"start_time\":"})",
      kOnce));
  CHECK_FALSE(holds_another_record(one + one, {}));
}

TEST_CASE("input/span_marks: a line from the middle of a record shows a key in its place") {
  for (const std::string_view line :
       {"    \"start_time\": \"2026\",", "\"trace_id\" : 1", "    \"schema_url\": \"\"",
        "ET\", \"context\": {", "a\":1,\"spanId\":\"b\""}) {
    CAPTURE(line);
    CHECK(is_amid_record(line));
  }
  for (const std::string_view line :
       {"app |     \"start_time\": \"2026\",", "the \"trace_id\" is", "\"trace_id\"", "    },",
        "\"name\": 1", "say \"context\": x"}) {
    CAPTURE(line);
    CHECK_FALSE(is_amid_record(line));
  }
  CHECK(shows_span_marks("app |     \"start_time\": \"2026\","));
  CHECK_FALSE(shows_span_marks("\"name\": 1"));
}

}  // namespace trace_cost::input
