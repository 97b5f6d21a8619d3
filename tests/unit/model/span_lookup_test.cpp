#include "model/span_lookup.h"

#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::model {

namespace {

MadeUpSpan span_in(std::uint64_t trace, std::uint64_t id) {
  MadeUpSpan span;
  span.trace = trace;
  span.id = id;
  span.start = span.end = at(static_cast<std::int64_t>(id));
  return span;
}

}  // namespace

TEST_CASE("model/span_lookup: an id is found in all traces, by trace id") {
  const Capture capture =
      sealed_capture({span_in(3, 7), span_in(1, 7), span_in(1, 8), span_in(2, 7)});
  const SpanLookup lookup(capture, {span_id(7), span_id(9), span_id(7)});
  const auto all = lookup.with_id(span_id(7));
  REQUIRE(all.size() == 3);
  CHECK(capture.span(all[0]).trace == trace_id(1));
  CHECK(capture.span(all[1]).trace == trace_id(2));
  CHECK(capture.span(all[2]).trace == trace_id(3));
  CHECK(lookup.with_id(span_id(9)).empty());
  CHECK(lookup.with_id(span_id(8)).empty());  // it was not asked for
}

TEST_CASE("model/span_lookup: nothing is found in nothing, nor by an invalid id") {
  CHECK(SpanLookup(sealed_capture({}), {span_id(1)}).with_id(span_id(1)).empty());
  CHECK(SpanLookup(sealed_capture({span_in(1, 0)}), {SpanId{}}).with_id(SpanId{}).empty());
}

TEST_CASE("model/span_lookup: of many spans exactly the wanted are found") {
  std::vector<MadeUpSpan> spans;
  std::vector<SpanId> wanted;
  for (std::uint64_t i = 1; i <= 5'000; ++i) {
    spans.push_back(span_in(1, i * 0x9e3779b97f4a7c15U));
    if (i % 50 == 0) wanted.push_back(span_id(spans.back().id));
  }
  const Capture capture = sealed_capture(spans);
  const SpanLookup lookup(capture, wanted);
  std::size_t found = 0;
  for (const Span& span : capture.spans()) found += lookup.with_id(span.id).size();
  CHECK(found == wanted.size());
  for (const SpanId& id : wanted) CHECK(capture.span(lookup.with_id(id).front()).id == id);
}

}  // namespace trace_cost::model
