#include "cost/spending.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cost/budget_words.h"
#include "cost/top_parts.h"
#include "made_books.h"

namespace trace_cost::cost {

namespace {

std::string keys_text(const Keys& keys) {
  std::string text;
  for (const auto& key : keys) text += (text.empty() ? "" : " ") + key.value_or("-");
  return text.empty() ? "all" : text;
}

BudgetOutcome judged(const Budget& budget, const MadeBooks& books) {
  return judge_budget(budget, books.forest(), books.ledger);
}

// "alice 0.6 at t/b": who went beyond, what they spent, and at which span.
std::string breaches_of(const BudgetOutcome& outcome, const MadeBooks& books) {
  std::string said;
  for (const Spending& breach : outcome.spendings) {
    if (breach.verdict != SpendingVerdict::Beyond) continue;
    said += said.empty() ? "" : "; ";
    said += fmt::format("{} {} at {}", keys_text(outcome.keys_of(breach)), breach.spent.plain(),
                        books.made.id_of(breach.crossed_at));
  }
  return said;
}

std::string breaches_of(std::string_view budget, std::string_view story) {
  MadeBooks books(story);
  const Budget limit = read_budget(budget, books.keys, books.selection).value();
  return breaches_of(judged(limit, books), books);
}

// "alice 0.6 1calls 9tokens 2026-01-01 near": all spendings, the worst first.
std::string spendings_of(const BudgetOutcome& outcome) {
  std::string said;
  for (const Spending& spending : outcome.spendings) {
    said += said.empty() ? "" : "; ";
    said += keys_text(outcome.keys_of(spending)) + " " + spending.spent.plain();
    if (spending.period) {
      said += " " + model::to_rfc3339(spending.period->from).substr(0, 16);
    }
    said += fmt::format(" {}", name_of(spending.verdict));
  }
  return said;
}

// c comes last in the capture's order and first in time.
constexpr std::string_view kSpending =
    "t/a   s INTERNAL 5..90  a | user.id=alice, cost.usd=0.2\n"
    "t/b<a s INTERNAL 20..30 b | cost.usd=0.3\n"
    "u/c   s INTERNAL 0..90  c | user.id=alice, cost.usd=0.1\n"
    "v/d   s INTERNAL 40..90 d | user.id=bob, cost.usd=0.25\n"
    "w/e   s INTERNAL 50..90 e | cost.usd=7";

// Four days of two users; a day has 86 400 000 ms.
constexpr std::string_view kDays =
    "a/a s INTERNAL 0..1                 x | user.id=alice, cost.usd=1\n"
    "b/a s INTERNAL 86399999..86400001   x | user.id=alice, cost.usd=2\n"
    "c/a s INTERNAL 86400000..86400001   x | user.id=alice, cost.usd=4\n"
    "d/a s INTERNAL 172800000..172800001 x | user.id=bob, cost.usd=8\n"
    "e/a s INTERNAL 259200000..259200001 x | user.id=alice, cost.usd=16";

}  // namespace

TEST_CASE("cost/spending: spending exactly the limit is within it, a trillionth more is not") {
  CHECK(breaches_of("user=0.6", kSpending).empty());
  CHECK(breaches_of("user=0.599999999999", kSpending) == "alice 0.6 at t/b");
  CHECK(breaches_of("total=7.85", kSpending).empty());
  CHECK(breaches_of("total=7.84", kSpending) == "all 7.85 at w/e");
}

TEST_CASE("cost/spending: the limit was crossed by the charge that came later, not the largest") {
  CHECK(breaches_of("user=0.3", kSpending) == "alice 0.6 at t/b");
  CHECK(breaches_of("user=0.05", kSpending) == "alice 0.6 at u/c; bob 0.25 at v/d");
  CHECK(breaches_of("user=0", kSpending) == "alice 0.6 at u/c; bob 0.25 at v/d");
}

TEST_CASE("cost/spending: money of nobody is judged by the total, not by the users' limit") {
  CHECK(breaches_of("user=1", kSpending).empty());
  CHECK(breaches_of("total=1", kSpending) == "all 7.85 at w/e");
  CHECK(breaches_of("service=1", kSpending) == "s 7.85 at w/e");
  CHECK(breaches_of("user[user=]=1", kSpending) == "- 7 at w/e");
}

TEST_CASE("cost/spending: what is below zero lowers nothing unless it is asked for") {
  MadeBooks books(
      "t/a   s INTERNAL 0..9 a | user.id=alice, cost.usd=0.8\n"
      "t/b<a s INTERNAL 1..8 b | cost.usd=-0.4");
  Budget budget = read_budget("user=0.5", books.keys, books.selection).value();
  CHECK(breaches_of(judged(budget, books), books) == "alice 0.8 at t/a");
  budget.credits = Credits::Counted;
  CHECK(spendings_of(judged(budget, books)) == "alice 0.4 near");
}

TEST_CASE("cost/spending: equal spending goes by name") {
  CHECK(breaches_of("user=0.1",
                    "t/a s INTERNAL 0..9 a | user.id=bob, cost.usd=0.2\n"
                    "u/a s INTERNAL 0..9 a | user.id=alice, cost.usd=0.2") ==
        "alice 0.2 at u/a; bob 0.2 at t/a");
}

TEST_CASE("cost/spending: a part of the limit is a warning from that part on") {
  MadeBooks books(kSpending);
  const auto said = [&](const char* text) {
    return spendings_of(judged(read_budget(text, books.keys, books.selection).value(), books));
  };
  CHECK(said("user=0.75") == "alice 0.6 near; bob 0.25 within");
  CHECK(said("user=0.75001") == "alice 0.6 within; bob 0.25 within");
  CHECK(said("user=0.6") == "alice 0.6 near; bob 0.25 within");
}

TEST_CASE("cost/spending: tokens and calls, each on its own") {
  constexpr std::string_view kCalls =
      "t/a   s INTERNAL 0..9 a | user.id=a, cost.usd=1, gen_ai.usage.input_tokens=60\n"
      "t/b<a s INTERNAL 2..9 b | gen_ai.usage.input_tokens=30, gen_ai.usage.output_tokens=10\n"
      "u/c   s INTERNAL 1..9 c | user.id=b, cost.usd=0, gen_ai.usage.output_tokens=99";
  CHECK(breaches_of("user=99tokens", kCalls) == "a 1 at t/b");
  CHECK(breaches_of("user=100tokens", kCalls).empty());
  CHECK(breaches_of("user=1calls", kCalls) == "a 1 at t/b");
  CHECK(breaches_of("user=0.5,1000tokens,9calls", kCalls) == "a 1 at t/a");
  CHECK(breaches_of("user=5,99tokens,1calls", kCalls) == "a 1 at t/b");
  MadeBooks books(kCalls);
  const BudgetOutcome outcome =
      judged(read_budget("user=5,1calls", books.keys, books.selection).value(), books);
  const Spending& worst = outcome.spendings.front();
  CHECK(worst.measure == Measure::Calls);
  CHECK(worst.ratio == 2'000'000);
  CHECK(worst.calls == 2);
  CHECK(worst.tokens == 100);
  CHECK(worst.unpriced == 1);
}

TEST_CASE("cost/spending: a share of all money") {
  CHECK(breaches_of("total[user=]=2%", kSpending) == "all 7 at w/e");
  CHECK(breaches_of("total[user=]=90%", kSpending).empty());
  // 0.25 of 7.85 is 3.18471… %
  CHECK(breaches_of("total[user=bob]=3.1847%", kSpending) == "all 0.25 at v/d");
  CHECK(breaches_of("total[user=bob]=3.1848%", kSpending).empty());
}

TEST_CASE("cost/spending: windows of the calendar by the start of the span") {
  MadeBooks books(kDays);
  const auto said = [&](const char* text, const char* offset) {
    Budget budget = read_budget(text, books.keys, books.selection).value();
    budget.offset = read_utc_offset("", offset).value();
    return spendings_of(judged(budget, books));
  };
  CHECK(said("user/1d=10", "UTC") ==
        "alice 16 2026-01-04T00:00 beyond; bob 8 2026-01-03T00:00 near; "
        "alice 4 2026-01-02T00:00 within; alice 3 2026-01-01T00:00 within");
  CHECK(said("total/1w=30", "UTC") == "all 31 2025-12-29T00:00 beyond");
  CHECK(said("total/1mo=50", "UTC") == "all 31 2026-01-01T00:00 within");
  CHECK(said("user/1d=100", "+01:00") ==
        "alice 16 2026-01-03T23:00 within; bob 8 2026-01-02T23:00 within; "
        "alice 6 2026-01-01T23:00 within; alice 1 2025-12-31T23:00 within");
}

TEST_CASE("cost/spending: a share is one of the same window") {
  CHECK(breaches_of("total[user=bob]/1d=99%", kDays) == "all 8 at d/a");
  CHECK(breaches_of("total[user=bob]/1w=26%", kDays).empty());
  CHECK(breaches_of("total[user=bob]/1w=25%", kDays) == "all 8 at d/a");
}

TEST_CASE("cost/spending: a window that rolls ends with a charge, and its beginning is not in it") {
  constexpr std::string_view kRush =
      "a/a s INTERNAL 0..1     x | cost.usd=1\n"
      "b/a s INTERNAL 1000..1001 x | cost.usd=2\n"
      "c/a s INTERNAL 1999..2000 x | cost.usd=4\n"
      "d/a s INTERNAL 9000..9001 x | cost.usd=5\n"
      "e/a s INTERNAL 9500..9501 x | cost.usd=0.5";
  CHECK(breaches_of("total/rolling:1s=5.9", kRush) == "all 6 at c/a");
  CHECK(breaches_of("total/rolling:1s=4.9", kRush) == "all 6 at c/a");
  CHECK(breaches_of("total/rolling:1s=6", kRush).empty());
  CHECK(breaches_of("total/rolling:2s=6.9", kRush) == "all 7 at c/a");
  CHECK(breaches_of("total/rolling:1s=1calls", kRush) == "all 6 at c/a");
  CHECK(breaches_of("total/rolling:1h=12", kRush) == "all 12.5 at e/a");
}

TEST_CASE("cost/spending: what has no known time has a window of its own") {
  MadeBooks books(
      "a/a s INTERNAL 0..1 x | cost.usd=1\n"
      "b/a s INTERNAL ?..? x | cost.usd=2");
  const auto said = [&](const char* text) {
    return spendings_of(judged(read_budget(text, books.keys, books.selection).value(), books));
  };
  CHECK(said("total/1d=9") == "all 2 within; all 1 2026-01-01T00:00 within");
  CHECK(said("total/rolling:1h=9") == "all 2 within; all 1 2026-01-01T00:00 within");
  CHECK(said("total=9") == "all 3 within");
}

TEST_CASE("cost/spending: filters") {
  constexpr std::string_view kModels =
      "a/a s INTERNAL 0..1 x | user.id=a, gen_ai.request.model=claude-opus-4, cost.usd=1\n"
      "b/a s INTERNAL 0..1 x | user.id=b, gen_ai.request.model=claude-haiku, cost.usd=2\n"
      "c/a t INTERNAL 0..1 x | cost.usd=4";
  CHECK(breaches_of("total[model=claude-*]=0", kModels) == "all 3 at a/a");
  CHECK(breaches_of("user[model=claude-opus-?]=0", kModels) == "a 1 at a/a");
  CHECK(breaches_of("total[model=]=0", kModels) == "all 4 at c/a");
  CHECK(breaches_of("total[model=*,service=t]=0", kModels).empty());
  MadeBooks books(kModels);
  Budget budget = read_budget("total=0", books.keys, books.selection).value();
  const Dimension model = Dimension::by_model(books.keys);
  budget.match = {{model, Match::Kind::Exact, "claude-*"}};
  CHECK(judged(budget, books).spendings.empty());
}

TEST_CASE("cost/spending: the most specific override holds, and only for what it sets") {
  MadeBooks books(
      "a/a s INTERNAL 0..1 x | user.id=vip, gen_ai.request.model=big, cost.usd=9\n"
      "b/a s INTERNAL 0..1 x | user.id=vip, gen_ai.request.model=small, cost.usd=9\n"
      "c/a s INTERNAL 0..1 x | user.id=joe, gen_ai.request.model=big, cost.usd=9");
  Budget budget = read_budget("user,model=1,5calls", books.keys, books.selection).value();
  const auto limits = [&] {
    std::string said;
    for (const Spending& spending : judged(budget, books).spendings) {
      said += fmt::format("{}/{} ", spending.limits.cost->plain(), *spending.limits.calls);
    }
    return said;
  };
  const auto dollars = [](std::string_view amount) {
    Limits other;
    other.cost = usd(amount);
    return other;
  };
  CHECK(limits() == "1/5 1/5 1/5 ");  // joe big, vip big, vip small
  budget.overrides = {{{"vip", std::nullopt}, dollars("2")}};
  CHECK(limits() == "1/5 2/5 2/5 ");
  budget.overrides.push_back({{std::nullopt, "big"}, dollars("3")});
  CHECK(limits() == "2/5 2/5 3/5 ");
  budget.overrides.push_back({{"vip", "small"}, dollars("4")});
  CHECK(judged(budget, books).spendings.back().limits.cost == usd("4"));
  budget.overrides.push_back({{"vip", "small"}, dollars("5")});
  CHECK(judged(budget, books).spendings.back().limits.cost == usd("5"));
}

TEST_CASE("cost/spending: what a breach is made of, the largest parts first") {
  MadeBooks books(
      "a/a s INTERNAL 0..1 x | user.id=a, gen_ai.request.model=m1, cost.usd=1\n"
      "a/b s INTERNAL 0..1 x | user.id=a, gen_ai.request.model=m2, cost.usd=4\n"
      "b/a s INTERNAL 0..1 x | user.id=a, gen_ai.request.model=m3, cost.usd=2\n"
      "c/a s INTERNAL 0..1 x | user.id=a, cost.usd=2\n"
      "d/a s INTERNAL 0..1 x | user.id=b, gen_ai.request.model=m1, cost.usd=1");
  BudgetOutcome outcome = judged(read_budget("user=3", books.keys, books.selection).value(), books);
  find_top_parts(books.forest(), books.ledger, books.keys, outcome);
  REQUIRE(outcome.tops.size() == 1);
  const auto said = [](const std::vector<TopPart>& parts) {
    std::string text;
    for (const TopPart& part : parts) {
      text += part.name.value_or("-").substr(0, 34) + " " + part.cost.plain() + "; ";
    }
    return text;
  };
  CHECK(said(outcome.tops[0].models) == "m2 4; m3 2; - 2; ");
  CHECK(said(outcome.tops[0].traces) ==
        "00000000000000000000000000000061 5; 00000000000000000000000000000062 2; "
        "00000000000000000000000000000063 2; ");
}

}  // namespace trace_cost::cost
