#include "report/views/sibling_folds.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_capture.h"

namespace trace_cost::report {

namespace {

// "q0 q1 +3 k": the names of lone children, and how many are folded.
std::string folded(const std::string& children) {
  const made::MadeCapture made("t/r web SERVER 0..100 GET /\n" + children);
  std::string text;
  for (const Siblings& siblings :
       fold_siblings(made.forest(), made.forest().children(made.span("t/r")))) {
    const std::string id = made.id_of(siblings.spans.front());
    text += (text.empty() ? "" : " ") +
            (siblings.is_fold() ? fmt::format("+{}", siblings.spans.size()) : id.substr(2));
  }
  return text;
}

std::string queries(int count) {
  std::string story;
  for (int i = 0; i < count; ++i) {
    story += fmt::format("t/q{0}<r web CLIENT {1}..{2} SELECT\n", i, 2 * i, 2 * i + 1);
  }
  return story;
}

}  // namespace

TEST_CASE("report/sibling_folds: from four on, all but the first two") {
  CHECK(folded("") == "");
  CHECK(folded(queries(3)) == "q0 q1 q2");
  CHECK(folded(queries(4)) == "q0 q1 +2");
  CHECK(folded(queries(9)) == "q0 q1 +7");
}

TEST_CASE("report/sibling_folds: other siblings keep their places") {
  CHECK(folded(queries(5) + "t/k<r web CLIENT 3..4 GET cache\nt/z<r web CLIENT 50..51 render\n") ==
        "q0 q1 k +3 z");
}

TEST_CASE("report/sibling_folds: who failed or called others stands alone") {
  CHECK(folded(queries(4) + "t/x<r web CLIENT! 60..61 SELECT\n") == "q0 q1 +2 x");
  CHECK(folded(queries(4) + "t/x<r web CLIENT 60..69 SELECT\nt/y<x db SERVER 61..62 SELECT\n") ==
        "q0 q1 +2 x");
}

}  // namespace trace_cost::report
