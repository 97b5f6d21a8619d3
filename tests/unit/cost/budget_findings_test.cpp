#include "cost/budget_findings.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cost/budget_words.h"
#include "cost/top_parts.h"
#include "made_books.h"

namespace trace_cost::cost {

namespace {

std::vector<model::Finding> findings_of(const Budget& budget, const MadeBooks& books) {
  BudgetOutcome outcome = judge_budget(budget, books.forest(), books.ledger);
  find_top_parts(books.forest(), books.ledger, books.keys, outcome);
  return budget_findings(outcome, books.capture());
}

// "TC-B001 error x2: message", one a line.
std::string said(const std::vector<model::Finding>& findings) {
  std::string lines;
  for (const model::Finding& finding : findings) {
    if (!lines.empty()) lines += "\n";
    lines += fmt::format("{} {} x{}: {}", finding.rule->id, name_of(finding.severity),
                         finding.count, finding.message);
  }
  return lines;
}

std::string said(std::string_view budget, std::string_view story) {
  MadeBooks books(story);
  return said(findings_of(read_budget(budget, books.keys, books.selection).value(), books));
}

constexpr std::string_view kTwoCalls =
    "t/a   s INTERNAL 0..9 a | user.id=alice, cost.usd=0.4, gen_ai.request.model=big\n"
    "t/b<a s INTERNAL 2..8 b | cost.usd=0.2, gen_ai.usage.input_tokens=1200";

}  // namespace

TEST_CASE("cost/budget_findings: an alarm says who, what, limit, spent, when and where") {
  CHECK(said("user=0.5", kTwoCalls) ==
        "TC-B001 error x1: BUDGET ALARM: alice spent $0.6 of $0.5 (120.0 %), crossed at "
        "2026-01-01T00:00:00Z in 00000000…; $0.4 of it by big");
  CHECK(said("user/1d=0.5", kTwoCalls) ==
        "TC-B001 error x1: BUDGET ALARM: alice spent $0.6 of $0.5 a day (120.0 %), crossed at "
        "2026-01-01T00:00:00Z in 00000000…; $0.4 of it by big");
  CHECK(said("total=0", kTwoCalls) ==
        "TC-B001 error x1: BUDGET ALARM: all together spent $0.6 of $0, crossed at "
        "2026-01-01T00:00:00Z in 00000000…; $0.4 of it by big");
  CHECK(said("trace=1000tokens", kTwoCalls) ==
        "TC-B001 error x1: BUDGET ALARM: trace 00000000… used 1 200 of 1 000 tokens (120.0 %), "
        "crossed at 2026-01-01T00:00:00Z in 00000000…; $0.4 of it by big");
  CHECK(said("user,model/rolling:24h=1calls", kTwoCalls) ==
        "TC-B003 info x1: alice, model big made 1 of 1 calls within 24h (100.0 %)");
  CHECK(said("total[model=big]=20%", kTwoCalls) ==
        "TC-B001 error x1: BUDGET ALARM: charges with model big: $0.4 of $0.6, allowed 20 % (66.7 "
        "%), crossed at 2026-01-01T00:00:00Z in 00000000…");
  CHECK(said("total=0.6", kTwoCalls) ==
        "TC-B003 info x1: all together spent $0.6 of $0.6 (100.0 %)");
}

TEST_CASE("cost/budget_findings: whom it is about, and where the limit was crossed") {
  MadeBooks books(kTwoCalls);
  const auto first = [&](const char* text) {
    return findings_of(read_budget(text, books.keys, books.selection).value(), books).front();
  };
  CHECK(first("user=0.5").user == "alice");
  CHECK(first("service=0.5").service == "s");
  CHECK(first("user=0.5").examples.front().note == "the limit was crossed here");
  CHECK(first("user=0.5").examples.front().span == books.capture().span(books.made.span("t/b")).id);
}

TEST_CASE("cost/budget_findings: of several windows of one user only the worst is told") {
  CHECK(said("user/1h=1",
             "a/a s INTERNAL 0..1             x | user.id=alice, cost.usd=2\n"
             "b/a s INTERNAL 3600000..3600001 x | user.id=alice, cost.usd=5\n"
             "c/a s INTERNAL 7200000..7200001 x | user.id=alice, cost.usd=3\n"
             "d/a s INTERNAL 7200000..7200001 x | user.id=bob, cost.usd=0.9") ==
        "TC-B001 error x3: BUDGET ALARM: alice spent $5 of $1 an hour (500.0 %), crossed at "
        "2026-01-01T01:00:00Z in 00000000…; so in 2 more windows\n"
        "TC-B003 info x1: bob spent $0.9 of $1 an hour (90.0 %)");
}

TEST_CASE("cost/budget_findings: beyond the worst twenty one finding tells how many more") {
  std::string story;
  for (int i = 0; i < 23; ++i) {
    story += fmt::format("t{}/a s INTERNAL 0..1 x | user.id=u{}, cost.usd={}\n", i, i, i + 1);
  }
  MadeBooks books(story);
  const auto found = findings_of(read_budget("user=0", books.keys, books.selection).value(), books);
  REQUIRE(found.size() == 21);
  CHECK(found.front().user == "u22");
  CHECK(found.back().count == 3);
  CHECK(found.back().message == "budget user: 3 others as well, none as far as these");
  CHECK_FALSE(found.back().user.has_value());
}

TEST_CASE("cost/budget_findings: usage without a price makes the sum a lower bound") {
  CHECK(said("total=0.5",
             "t/a s INTERNAL 0..9 a | cost.usd=0.6\n"
             "t/b s INTERNAL 0..9 b | gen_ai.usage.input_tokens=5") ==
        "TC-B001 error x1: BUDGET ALARM: all together spent $0.6 of $0.5 (120.0 %), crossed at "
        "2026-01-01T00:00:00Z in 00000000…; at least, for 1 call has no known price");
}

TEST_CASE("cost/budget_findings: a budget may warn, foresee and tell what is out of the ordinary") {
  MadeBooks books(
      "a/a s INTERNAL 0..1               x | user.id=a, cost.usd=1\n"
      "b/a s INTERNAL 3600000..3600001   x | user.id=a, cost.usd=1\n"
      "c/a s INTERNAL 7200000..7200001   x | user.id=a, cost.usd=1\n"
      "d/a s INTERNAL 10800000..12600000 x | user.id=a, cost.usd=6");
  Budget budget = read_budget("user/1h=5", books.keys, books.selection).value();
  budget.on_breach = OnBreach::Warn;
  budget.anomaly = Anomaly{};
  CHECK(said(findings_of(budget, books)) ==
        "TC-B001 warning x1: BUDGET ALARM: a spent $6 of $5 an hour (120.0 %), crossed at "
        "2026-01-01T03:00:00Z in 00000000…\n"
        "TC-B004 warning x1: a spent $6 on 2026-01-01T03, usually $1 an hour");
  budget.anomaly = std::nullopt;
  budget.limits.cost = usd("10");
  budget.forecast = Forecast::Yes;
  CHECK(said(findings_of(budget, books)) ==
        "TC-B003 warning x1: a will come to $12 by the end of the window at this pace: $6 of $10 "
        "an hour");
}

}  // namespace trace_cost::cost
