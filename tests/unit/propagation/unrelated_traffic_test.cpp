// What is claimed where there is nothing to find.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

using made::MadeSpan;

struct Traffic {
  std::int64_t calls;
  std::int64_t call_ms;  // at most
  std::int64_t entries;
  std::int64_t entry_ms;  // at most
  std::int64_t period_ms;
};

MadeSpan span_at(std::int64_t number, char kind, std::int64_t start_ms, std::int64_t length_ms) {
  MadeSpan span;
  span.trace = kind + std::to_string(number);
  span.id = "x";
  span.name = "POST /query";
  span.start = made::at_ms(start_ms);
  span.end = made::at_ms(start_ms + 1 + length_ms);
  return span;
}

// backend calls db, whose spans of these calls were lost; others call db from outside, at any time.
std::vector<MadeSpan> unrelated(const Traffic& traffic, made::Dice& dice) {
  std::vector<MadeSpan> spans;
  for (std::int64_t i = 0; i < traffic.calls; ++i) {
    const std::int64_t length =
        dice.roll(traffic.call_ms);  // rolled first: arguments have no order
    MadeSpan call = span_at(i, 'c', dice.roll(traffic.period_ms), length);
    call.service = "backend";
    call.kind = model::SpanKind::Client;
    call.attributes.push_back({"peer.service", "db"});
    spans.push_back(call);
  }
  for (std::int64_t i = 0; i < traffic.entries; ++i) {
    const std::int64_t length = dice.roll(traffic.entry_ms);
    MadeSpan entry = span_at(i, 'e', dice.roll(traffic.period_ms), length);
    entry.service = "db";
    entry.kind = model::SpanKind::Server;
    spans.push_back(entry);
  }
  return spans;
}

// In how many of a hundred captures an error is claimed.
int captures_with_errors(const Traffic& traffic) {
  made::Dice dice(99);
  int claimed = 0;
  for (int capture = 0; capture < 100; ++capture) {
    claimed += MadeJudgement(unrelated(traffic, dice)).errors() > 0 ? 1 : 0;
  }
  return claimed;
}

}  // namespace

// Chance alone claims one capture in a hundred at most; in these it claims the numbers on the
// right.
TEST_CASE("propagation/unrelated_traffic: how many of a hundred captures claim an error") {
  struct Case {
    Traffic traffic;
    int claimed;
  };
  static constexpr Case kCases[] = {
      {{1, 50, 1, 10, 10'000}, 0},     {{5, 50, 5, 10, 10'000}, 0},
      {{20, 50, 20, 10, 10'000}, 0},   {{100, 50, 20, 10, 10'000}, 0},
      {{100, 50, 100, 10, 10'000}, 0}, {{20, 50, 200, 10, 60'000}, 0},
      {{200, 20, 20, 10, 60'000}, 0},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.traffic.calls);
    CAPTURE(c.traffic.entries);
    CHECK(captures_with_errors(c.traffic) <= c.claimed);
  }
}

}  // namespace trace_cost::propagation
