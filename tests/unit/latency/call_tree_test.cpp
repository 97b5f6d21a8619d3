#include "latency/call_tree.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

// "a GET / x2", one line a place, indented by depth.
std::string told(const made::MadeCapture& made, const CallTree& tree) {
  std::string text;
  for (const Call& call : tree.calls()) {
    text +=
        fmt::format("{}{} {} x{}\n", std::string(call.depth, ' '),
                    made.capture().text(call.service), made.capture().text(call.name), call.spans);
  }
  return text;
}

constexpr const char* kTwoRequests =
    "t1/r      web SERVER   0..100 GET /\n"
    "t1/q<r    web CLIENT   5..20  query\n"
    "t1/p<r    web CLIENT   30..50 query\n"
    "t2/r      web SERVER   0..90  GET /\n"
    "t2/q<r    web CLIENT   5..20  query\n"
    "t2/n<r    web INTERNAL 20..30 render\n"
    "t2/z<n    db  SERVER   21..22 SELECT\n";

}  // namespace

TEST_CASE("latency/call_tree: traces are laid over each other, siblings by name") {
  const made::MadeCapture made(kTwoRequests);
  const CallTree tree(made.forest());
  CHECK(told(made, tree) ==
        "web GET / x2\n"
        " web query x3\n"
        " web render x1\n"
        "  db SELECT x1\n");
  CHECK(tree.call_of(made.span("t1/q")) == tree.call_of(made.span("t2/q")));
  CHECK(tree.calls()[tree.call_of(made.span("t2/z")).number()].depth == 2);
}

TEST_CASE("latency/call_tree: a way is cut in its middle") {
  std::string story = "t/a0 web INTERNAL 0..100 s0\n";
  for (int i = 1; i < 10; ++i) {
    story += fmt::format("t/a{}<a{} web INTERNAL {}..100 s{}\n", i, i - 1, i, i);
  }
  const made::MadeCapture made(story);
  const CallTree tree(made.forest());
  const CallTree::Path whole = tree.path_to(tree.call_of(made.span("t/a9")), 10);
  CHECK(whole.calls.size() == 10);
  CHECK(whole.left_out == 0);
  const CallTree::Path cut = tree.path_to(tree.call_of(made.span("t/a9")), 4);
  CHECK(cut.left_out == 6);
  std::string names;
  for (const CallIndex call : cut.calls) {
    names += made.capture().text(tree.calls()[call.number()].name);
  }
  CHECK(names == "s0s1s8s9");
}

}  // namespace trace_cost::latency
