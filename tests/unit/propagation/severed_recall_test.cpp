// How many severed calls are found, and how many of the claims are right, by how many calls run at
// once and how many of them are severed. The table in docs/rules.md is what this prints:
//
//   unit_propagation --test-case='*how many severed calls*' --success
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

using made::MadeSpan;

struct Load {
  int concurrency;      // calls that are open at once, on average
  int severed_percent;  // of the calls
};

struct Outcome {
  int severed = 0;
  int claimed = 0;
  int right = 0;
  std::string verdict;
  std::uint64_t told = 0;  // severed calls that the edge tells

  [[nodiscard]] int precision() const { return claimed == 0 ? 100 : 100 * right / claimed; }
  [[nodiscard]] int recall() const { return severed == 0 ? 100 : 100 * right / severed; }
};

MadeSpan span_of(std::string trace, std::string id, const char* service, model::SpanKind kind) {
  MadeSpan span;
  span.trace = std::move(trace);
  span.id = std::move(id);
  span.service = service;
  span.kind = kind;
  span.name = "POST /q";
  return span;
}

std::vector<MadeSpan> traffic(const Load& load, int calls, made::Dice& dice) {
  std::vector<MadeSpan> spans;
  const auto us = [&](std::int64_t least, std::int64_t more) {
    return std::chrono::microseconds{least + dice.roll(more)};
  };
  model::Instant at = made::at_ms(1000);
  for (int i = 0; i < calls; ++i) {
    at += us(0, 2 * 45'000 / load.concurrency);
    const auto delay = us(1'000, 2'000) + us(0, 2'000);
    const auto work = us(10'000, 30'000) + us(0, 30'000);
    const auto answer = us(500, 1'000) + us(0, 1'000);
    const bool is_severed = dice.roll(100) < load.severed_percent;
    MadeSpan call = span_of("c" + std::to_string(i), "c", "web", model::SpanKind::Client);
    call.start = at;
    call.end = at + delay + work + answer;
    call.attributes.push_back({"url.full", "http://db/q"});
    MadeSpan entry =
        span_of((is_severed ? "s" : "c") + std::to_string(i), "e", "db", model::SpanKind::Server);
    if (!is_severed) entry.parent = "c";
    entry.start = at + delay;
    entry.end = at + delay + work;
    spans.push_back(call);
    spans.push_back(entry);
  }
  return spans;
}

Outcome judge(const std::vector<MadeSpan>& spans) {
  Outcome outcome;
  for (const MadeSpan& span : spans) outcome.severed += span.trace.front() == 's' ? 1 : 0;
  const MadeJudgement made(spans);
  for (const model::Stitch& stitch : made.judged.stitches) {
    const std::string call = made.made.id_of(stitch.call);
    const std::string entry = made.made.id_of(stitch.entry);
    ++outcome.claimed;
    outcome.right += call.substr(1, call.find('/')) == entry.substr(1, entry.find('/')) ? 1 : 0;
  }
  if (made.judged.edges.size() == 1) {
    outcome.verdict = name_of(made.judged.edges.front().verdict());
    outcome.told = made.judged.edges.front().severed;
  }
  return outcome;
}

}  // namespace

TEST_CASE("propagation/severed_recall: how many severed calls are found, and how surely") {
  struct Case {
    Load load;
    int least_recall;  // percent
  };
  static constexpr Case kCases[] = {
      {{1, 5}, 90},  {{1, 50}, 90}, {{1, 100}, 90}, {{3, 5}, 90}, {{3, 50}, 60}, {{3, 100}, 0},
      {{10, 5}, 60}, {{10, 50}, 0}, {{10, 100}, 0}, {{50, 5}, 0}, {{50, 50}, 0}, {{50, 100}, 0},
  };
  std::string table = "\n| at once | severed | precision | recall | edge | told |\n";
  for (const Case& c : kCases) {
    CAPTURE(c.load.concurrency);
    CAPTURE(c.load.severed_percent);
    made::Dice dice(7);
    const Outcome outcome = judge(traffic(c.load, 400, dice));
    table += fmt::format(
        "| {} | {} % | {} | {} % | {} | {} of {} |\n", c.load.concurrency, c.load.severed_percent,
        outcome.claimed == 0 ? "no claim" : fmt::format("{} %", outcome.precision()),
        outcome.recall(), outcome.verdict, outcome.told, outcome.severed);
    CHECK(outcome.precision() >= 95);
    CHECK(outcome.recall() >= c.least_recall);
  }
  MESSAGE(table);
}

TEST_CASE(
    "propagation/severed_recall: calls whose spans were lost, and roots of others, are no pairs") {
  int claims = 0;
  for (int round = 0; round < 60; ++round) {
    made::Dice dice(static_cast<std::uint64_t>(round) + 100);
    std::vector<MadeSpan> spans;
    for (MadeSpan& span : traffic({1 + round % 10, 30}, 150, dice)) {
      const bool is_lost = span.trace.front() == 's';
      // The root stays in the capture, at any other time.
      if (is_lost) {
        const auto moved = std::chrono::milliseconds{dice.roll(60'000)};
        const auto length = span.end - span.start;
        span.start = made::at_ms(1000) + moved;
        span.end = span.start + length;
      }
      spans.push_back(span);
    }
    const MadeJudgement made(spans);
    claims += made.judged.stitches.empty() && made.errors() == 0 ? 0 : 1;
  }
  CHECK(claims == 0);
}

}  // namespace trace_cost::propagation
