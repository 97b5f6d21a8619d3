#include "model/capture_shard.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "made_up.h"

namespace trace_cost::model {

namespace {

std::vector<MadeUpSpan> made_up_spans(std::size_t count, std::mt19937& random) {
  const auto below = [&random](unsigned n) { return std::uint64_t{random() % n}; };
  std::vector<MadeUpSpan> spans;
  for (std::size_t i = 0; i < count; ++i) {
    MadeUpSpan span;
    span.trace = below(3);
    span.trace_top = below(3) == 0 ? 0 : below(64) << 58U | below(2);
    span.id = below(200);
    span.parent = below(200);
    span.start = at(static_cast<std::int64_t>(below(5)) * 100'000);
    span.end = below(9) == 0 ? kUnknownInstant : at(static_cast<std::int64_t>(below(500'000)));
    span.name = "n" + std::to_string(below(4));
    span.service = "s" + std::to_string(below(3));
    span.instance = below(3) == 0 ? "i" : "";
    if (below(2) == 0) span.attributes = {{"k2", "0." + std::to_string(below(9))}, {"k0", "u"}};
    if (below(3) == 0) span.resource = {{"k3", "text " + std::to_string(below(3))}};
    span.source = "file" + std::to_string(below(3));
    spans.push_back(std::move(span));
  }
  return spans;
}

}  // namespace

TEST_CASE("model/capture_shard: which shard held what and how many threads sealed is no matter") {
  std::mt19937 random(5);
  for (int round = 0; round < 10; ++round) {
    std::vector<MadeUpSpan> spans = made_up_spans(700, random);
    const std::string expected = told(sealed_capture(spans));
    for (const std::size_t shards : {1U, 2U, 3U, 8U}) {
      for (const unsigned threads : {1U, 2U, 5U}) {
        std::shuffle(spans.begin(), spans.end(), random);
        Capture capture = sharded_capture(spans, shards);
        capture.seal(threads);
        CHECK(bool{told(capture) == expected});
      }
    }
  }
}

TEST_CASE("model/capture_shard: shards and spans without one make one capture") {
  MadeUpSpan first;
  first.id = 1;
  first.start = first.end = at(1);
  MadeUpSpan second = first;
  second.id = 2;
  second.attributes = {{"k1", "alice"}, {"k0", "5"}};
  Capture capture = unsealed_capture({first});
  std::vector<CaptureShard> shards(3);
  add_to_shard(second, SourceIndex(0), shards[1]);
  CHECK(shards[1].spans() == 1);
  capture.adopt(std::move(shards));
  capture.seal(2);
  first.source = second.source = "one.log";
  CHECK(told(capture) == told(sealed_capture({first, second})));
}

TEST_CASE(
    "model/capture_shard: trace ids that all fall into one partition are sorted all the same") {
  for (const std::uint64_t step : {std::uint64_t{1}, std::uint64_t{1} << 40U}) {
    std::vector<MadeUpSpan> spans;
    for (std::uint64_t i = 20'000; i > 0; --i) {
      MadeUpSpan span;
      span.trace = 1 + i / 4 * step;
      span.id = i;
      span.start = span.end = at(static_cast<std::int64_t>(i));
      spans.push_back(span);
    }
    const Capture capture = sealed_capture(spans);
    REQUIRE(capture.spans().size() == spans.size());
    bool is_ordered = true;
    for (std::size_t i = 1; i < spans.size(); ++i) {
      const Span before = capture.spans()[i - 1];
      const Span after = capture.spans()[i];
      is_ordered &=
          before.trace < after.trace || (before.trace == after.trace && before.start < after.start);
    }
    CHECK(is_ordered);
    CHECK(capture.traces().size() == 5'001);
  }
}

TEST_CASE("model/capture_shard: a span with more attributes than a block of memory holds") {
  MadeUpSpan span;
  span.id = 1;
  span.start = at(0);
  span.end = at(1);
  for (int i = 0; i < 40'000; ++i) span.attributes.emplace_back("k1", std::to_string(i));
  span.attributes.emplace_back("k0", "first");
  MadeUpSpan next;
  next.id = 2;
  next.start = next.end = at(5);
  next.attributes = {{"k4", "next"}};
  const Capture capture = sealed_capture({span, next});
  const auto attributes = capture.attributes(capture.spans()[0]);
  REQUIRE(attributes.size() == 40'001);
  NumberBuffer buffer;
  CHECK(capture.text(attributes[0].text(), buffer) == "first");
  CHECK(capture.text(attributes[40'000].text(), buffer) == "39999");
  const auto behind = capture.attributes(capture.spans()[1]);
  REQUIRE(behind.size() == 1);
  CHECK(capture.text(behind[0].text(), buffer) == "next");
}

TEST_CASE("model/capture_shard: times of all lengths are kept to the nanosecond") {
  std::vector<MadeUpSpan> spans;
  const std::int64_t hour = 3'600'000'000'000;
  for (const std::int64_t length :
       {std::int64_t{0}, std::int64_t{1}, (std::int64_t{1} << 40U) - 1, std::int64_t{1} << 40U,
        hour * 24 * 365, std::int64_t{-1}, -hour}) {
    MadeUpSpan span;
    span.id = spans.size() + 1;
    span.start = at(hour * 1'000 + static_cast<std::int64_t>(spans.size()));
    span.end = span.start + Nanos{length};
    spans.push_back(span);
  }
  spans.push_back(spans[0]);
  spans.back().id = 90;
  spans.back().start = kUnknownInstant;
  spans.push_back(spans[0]);
  spans.back().id = 91;
  spans.back().end = kUnknownInstant;
  const Capture capture = sealed_capture(spans);
  REQUIRE(capture.spans().size() == spans.size());
  for (const Span& kept : capture.spans()) {
    const auto made = std::find_if(spans.begin(), spans.end(), [&](const MadeUpSpan& span) {
      return span_id(span.id) == kept.id;
    });
    CHECK(kept.start == made->start);
    CHECK(kept.end == made->end);
  }
}

}  // namespace trace_cost::model
