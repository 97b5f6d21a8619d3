#include "model/forest.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "made_up.h"

namespace trace_cost::model {

namespace {

// Named by its id ("a" is 1), starting at its id.
MadeUpSpan node(std::uint64_t id, std::uint64_t parent, std::uint64_t trace = 1) {
  MadeUpSpan span;
  span.trace = trace;
  span.id = id;
  span.parent = parent;
  span.start = at(static_cast<std::int64_t>(id));
  span.end = at(1'000'000'000);
  span.name = std::string(1, static_cast<char>('a' + (id - 1) % 26));
  return span;
}

std::string trees_of(const std::vector<MadeUpSpan>& spans) {
  const Capture capture = sealed_capture(spans);
  return trees(Forest(capture));
}

// Every span once, each behind its parent, within the places of its trace; depths fit the parents.
void check_preorder(const Forest& forest) {
  const auto& spans = forest.capture().spans();
  const auto& order = forest.preorder();
  REQUIRE(order.size() == spans.size());
  std::vector<bool> seen(spans.size(), false);
  std::size_t faults = 0;
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    const SpanIndex span = order[place];
    const SpanIndex parent = forest.parent(span);
    if (seen[span.number()]) ++faults;
    if (parent && !seen[parent.number()]) ++faults;
    if (forest.depth(span) != (parent ? forest.depth(parent) + 1 : 0)) ++faults;
    if ((forest.top(span) == Top::No) != bool{parent}) ++faults;
    if (forest.trace_of(span) != forest.trace_of(SpanIndex(place))) ++faults;
    seen[span.number()] = true;
  }
  CHECK(faults == 0);
}

// Deep enough to overflow the stack of whoever walks it by recursion.
constexpr std::uint32_t kMany = 400'000;

// Names, services and times are all the same.
Capture big_capture(std::uint32_t count, std::uint64_t (*parent_of)(std::uint64_t)) {
  Capture capture;
  const SourceIndex source = capture.add_source({});
  const ResourceIndex resource = capture.add_resource("app", "", {});
  for (std::uint64_t id = 1; id <= count; ++id) {
    Span span;
    span.trace = trace_id(1);
    span.id = span_id(id);
    span.parent = span_id(parent_of(id));
    span.start = at(0);
    span.end = at(1);
    capture.add_span({span, "work", {}}, resource, source);
  }
  capture.seal();
  return capture;
}

}  // namespace

TEST_CASE("model/forest: children hang below their parent in order of their start") {
  CHECK(trees_of({node(1, 0), node(2, 1), node(3, 2), node(4, 1), node(5, 4)}) == "a(b(c),d(e))");
  CHECK(trees_of({node(5, 4), node(4, 1), node(3, 2), node(2, 1), node(1, 0)}) == "a(b(c),d(e))");
  CHECK(trees_of({node(3, 5), node(5, 0), node(1, 5)}) == "e(a,c)");
}

TEST_CASE("model/forest: an empty capture is an empty forest") {
  const Capture capture = sealed_capture({});
  const Forest forest(capture);
  CHECK(forest.traces().empty());
  CHECK(forest.preorder().empty());
}

TEST_CASE("model/forest: a span whose parent is absent is an orphan, with its own tree below it") {
  CHECK(trees_of({node(1, 0), node(2, 9), node(3, 2)}) == "a ?b(c)");
}

TEST_CASE("model/forest: a parent in another trace is no parent") {
  CHECK(trees_of({node(1, 0, 1), node(2, 1, 2)}) == "a ?b");
}

TEST_CASE("model/forest: a trace may have several roots, none is lost") {
  CHECK(trees_of({node(1, 0), node(2, 0), node(3, 2), node(4, 0)}) == "a b(c) d");
}

TEST_CASE("model/forest: a span that names itself as its parent is a top of its own") {
  CHECK(trees_of({node(1, 1), node(2, 1)}) == "@a(b)");
}

TEST_CASE("model/forest: a cycle is cut at its first span and nothing is lost") {
  CHECK(trees_of({node(1, 2), node(2, 1)}) == "~a(b)");
  CHECK(trees_of({node(1, 3), node(2, 1), node(3, 2)}) == "~a(b(c))");
  CHECK(trees_of({node(1, 0), node(3, 4), node(4, 3), node(5, 4)}) == "a ~c(d(e))");
  CHECK(trees_of({node(1, 3), node(2, 0), node(3, 4), node(4, 3)}) == "b ~c(a,d)");
  CHECK(trees_of({node(1, 2), node(2, 1), node(3, 4), node(4, 3)}) == "~a(b) ~c(d)");
}

TEST_CASE("model/forest: a cycle of a thousand spans becomes a chain of a thousand") {
  std::vector<MadeUpSpan> spans;
  spans.reserve(1'000);
  for (std::uint64_t id = 1; id <= 1'000; ++id) spans.push_back(node(id, id == 1 ? 1'000 : id - 1));
  const Capture capture = sealed_capture(spans);
  const Forest forest(capture);
  REQUIRE(forest.traces().size() == 1);
  REQUIRE(forest.tops(forest.traces()[0]).size() == 1);
  CHECK(forest.top(SpanIndex(0)) == Top::CycleCut);
  CHECK(forest.depth(forest.preorder().back()) == 999);
  check_preorder(forest);
}

TEST_CASE("model/forest: a span without a trace id is a trace of its own") {
  const Capture capture = sealed_capture({node(1, 0, 0), node(2, 1, 0), node(3, 0, 1)});
  const Forest forest(capture);
  CHECK(forest.traces().size() == 3);
  CHECK(trees(forest) == "a ?b c");
}

TEST_CASE("model/forest: spans without a span id are nobody's parent") {
  const Capture capture = sealed_capture({node(0, 0), node(0, 0), node(2, 0)});
  const Forest forest(capture);
  CHECK(forest.tops(forest.traces()[0]).size() == 3);
}

TEST_CASE("model/forest: the head of a trace is its first root, else its first top") {
  const Capture capture = sealed_capture({node(1, 9), node(2, 0), node(3, 0), node(4, 9, 2)});
  const Forest forest(capture);
  REQUIRE(forest.traces().size() == 2);
  CHECK(capture.name(capture.span(forest.head(forest.traces()[0]))) == "b");
  CHECK(capture.name(capture.span(forest.head(forest.traces()[1]))) == "d");
}

TEST_CASE("model/forest: of spans with equal ids the first is the parent") {
  MadeUpSpan later = node(1, 0);
  later.start = at(500);
  later.name = "later";
  const Capture capture = sealed_capture({later, node(1, 0), node(2, 1)});
  const Forest forest(capture);
  CHECK(trees(forest) == "a(b) later");
}

TEST_CASE(
    "model/forest: preorder has every span once and parents first, in any muddle of parents") {
  std::uint64_t state = 11;
  const auto below = [&state](std::uint64_t n) {
    state = state * 6'364'136'223'846'793'005U + 1;
    return (state >> 33) % n;
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<MadeUpSpan> spans;
    spans.reserve(60);
    for (int i = 0; i < 60; ++i) spans.push_back(node(below(40), below(45), below(3)));
    const Capture capture = sealed_capture(spans);
    check_preorder(Forest(capture));
  }
}

namespace {

// A client in service a and the server in service b that has its id, as Zipkin tells them.
std::vector<MadeUpSpan> shared_call() {
  MadeUpSpan client = node(1, 0);
  client.service = "a";
  client.kind = SpanKind::Client;
  client.name = "client";
  MadeUpSpan server = node(1, 0);
  server.service = "b";
  server.kind = SpanKind::Server;
  server.start = at(2);
  server.name = "server";
  server.shares_id = true;
  return {client, server};
}

MadeUpSpan child_in(std::string service, std::uint64_t id) {
  MadeUpSpan child = node(id, 1);
  child.service = std::move(service);
  return child;
}

}  // namespace

TEST_CASE(
    "model/forest: a server that shares its client's id is the client's child, no copy of it") {
  const Capture capture = sealed_capture(shared_call());
  CHECK(capture.duplicates() == 0);
  CHECK(capture.id_conflicts().empty());
  CHECK(trees(Forest(capture)) == "client(server)");
}

TEST_CASE("model/forest: children of a shared id go to the side that is of their service") {
  std::vector<MadeUpSpan> spans = shared_call();
  spans.push_back(child_in("b", 5));
  spans.push_back(child_in("a", 6));
  spans.push_back(child_in("c", 7));
  CHECK(trees_of(spans) == "client(server(e),f,g)");
  std::reverse(spans.begin(), spans.end());
  CHECK(trees_of(spans) == "client(server(e),f,g)");
}

TEST_CASE("model/forest: without its client a server that shares an id has its own parent") {
  std::vector<MadeUpSpan> spans = shared_call();
  spans[1].parent = 3;
  CHECK(trees_of({spans[1], node(3, 0)}) == "c(server)");
  CHECK(trees_of({spans[1]}) == "?server");
  CHECK(trees_of({spans[1], child_in("b", 5), child_in("c", 6)}) == "?server(e,f)");
  spans[1].parent = 0;
  CHECK(trees_of({spans[1]}) == "server");
  spans[1].parent = 1;
  CHECK(trees_of({spans[1]}) == "@server");
  CHECK(trees_of(spans) == "client(server)");
}

TEST_CASE("model/forest: copies and conflicts are told on each side of a shared id by itself") {
  std::vector<MadeUpSpan> spans = shared_call();
  spans.push_back(spans[0]);
  spans.push_back(spans[1]);
  const Capture copies = sealed_capture(spans);
  CHECK(copies.duplicates() == 2);
  CHECK(copies.id_conflicts().empty());
  CHECK(trees(Forest(copies)) == "client(server)");
  spans.back().name = "other";
  const Capture conflict = sealed_capture(spans);
  CHECK(conflict.duplicates() == 1);
  CHECK(conflict.id_conflicts().size() == 2);
}

TEST_CASE("model/forest: a circle through both sides of a shared id is cut") {
  std::vector<MadeUpSpan> spans = shared_call();
  spans[0].parent = 8;
  MadeUpSpan inside = child_in("b", 8);
  spans.push_back(inside);
  CHECK(trees_of(spans) == "~client(server(h))");
}

TEST_CASE("model/forest: several threads link the same trees") {
  std::vector<MadeUpSpan> spans;
  for (std::uint64_t i = 0; i < 30'000; ++i) {
    MadeUpSpan span = node(i % 9 + 1, i % 9, i / 9);
    span.trace_top = i / 9 * 0x9e3779b97f4a7c15U;
    spans.push_back(span);
  }
  const Capture capture = sealed_capture(spans);
  CHECK(bool{trees(Forest(capture, 1)) == trees(Forest(capture, 4))});
}

TEST_CASE("model/forest: a chain as deep as the capture is no danger") {
  const Capture capture = big_capture(kMany, [](std::uint64_t id) { return id - 1; });
  const Forest forest(capture);
  CHECK(forest.tops(forest.traces()[0]).size() == 1);
  CHECK(forest.depth(forest.preorder().back()) == kMany - 1);
  check_preorder(forest);
}

TEST_CASE("model/forest: a star as wide as the capture is no danger") {
  const Capture capture =
      big_capture(kMany, [](std::uint64_t id) { return std::uint64_t{id == 1 ? 0U : 1U}; });
  const Forest forest(capture);
  CHECK(forest.children(SpanIndex(0)).size() == kMany - 1);
  check_preorder(forest);
}

TEST_CASE("model/forest: one circle through the whole capture is no danger") {
  const Capture capture =
      big_capture(kMany, [](std::uint64_t id) { return id == 1 ? std::uint64_t{kMany} : id - 1; });
  const Forest forest(capture);
  CHECK(forest.top(SpanIndex(0)) == Top::CycleCut);
  CHECK(forest.depth(forest.preorder().back()) == kMany - 1);
}

}  // namespace trace_cost::model
