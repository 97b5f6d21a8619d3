#include "cost/spending_outlook.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cost/budget_words.h"
#include "cost/running_median.h"
#include "made_books.h"

namespace trace_cost::cost {

namespace {

constexpr std::int64_t kHour = 3'600'000;  // milliseconds

// One charge of alice at the start of each hour that is not zero.
std::string hourly(const std::vector<int>& dollars) {
  std::string story;
  for (std::size_t i = 0; i < dollars.size(); ++i) {
    if (dollars[i] == 0) continue;
    const auto at = static_cast<std::int64_t>(i) * kHour;
    story += fmt::format("t{}/a s INTERNAL {}..{} x | user.id=alice, cost.usd={}\n", i, at, at + 1,
                         dollars[i]);
  }
  return story;
}

// "07 100 usually 2": the hours whose spending is out of the ordinary.
std::string unusual(const std::vector<int>& dollars, const Anomaly& anomaly) {
  MadeBooks books(hourly(dollars));
  Budget budget = read_budget("user/1h=1000", books.keys, books.selection).value();
  budget.anomaly = anomaly;
  std::string said;
  for (const Spending& spending : judge_budget(budget, books.forest(), books.ledger).spendings) {
    if (!spending.usual) continue;
    said += said.empty() ? "" : "; ";
    said += model::to_rfc3339(spending.period->from).substr(11, 2) + " " + spending.spent.plain() +
            " usually " + spending.usual->plain();
  }
  return said;
}

}  // namespace

TEST_CASE("cost/spending_outlook: an anomaly is more than so many times the median before") {
  const Anomaly four{4'000'000, {}, std::nullopt};
  CHECK(unusual({1, 2, 3, 8}, four).empty());
  CHECK(unusual({1, 2, 3, 9}, four) == "03 9 usually 2");
  CHECK(unusual({1, 2, 9}, four).empty());  // two windows are too few
  CHECK(unusual({1, 0, 0, 2, 3, 0, 9}, four) == "06 9 usually 2");
  CHECK(unusual({1, 2, 3, 9}, {4'000'000, usd("9"), std::nullopt}).empty());
  CHECK(unusual({1, 2, 3, 9}, {4'000'000, usd("8.99"), std::nullopt}) == "03 9 usually 2");
  CHECK(unusual({9, 9, 9, 9, 1, 1, 9}, {4'000'000, {}, std::nullopt}).empty());
  CHECK(unusual({9, 9, 9, 9, 1, 1, 9}, {4'000'000, {}, std::chrono::hours(3)}) == "06 9 usually 1");
}

TEST_CASE("cost/spending_outlook: the median of amounts that come and go") {
  RunningMedian running;
  std::vector<std::int64_t> all;
  made::Dice dice(7);
  for (int step = 0; step < 500; ++step) {
    if (all.size() > 20) {
      running.remove(model::Money::from_picos(all.front()));
      all.erase(all.begin());
    }
    all.push_back(dice.roll(30));
    running.add(model::Money::from_picos(all.back()));
    std::vector<std::int64_t> sorted = all;
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(running.median().picos() == sorted[(sorted.size() - 1) / 2]);
    REQUIRE(running.size() == sorted.size());
  }
}

TEST_CASE("cost/spending_outlook: windows that the capture does not cover are marked") {
  MadeBooks books(
      "a/a s INTERNAL 1000..2000 x | cost.usd=1\n"
      "b/a s INTERNAL 3600000..3600001 x | cost.usd=2\n"
      "c/a s INTERNAL 7200000..7200001 x | cost.usd=4");
  const Budget budget = read_budget("total/1h=9", books.keys, books.selection).value();
  std::string said;
  for (const Spending& spending : judge_budget(budget, books.forest(), books.ledger).spendings) {
    said += spending.spent.plain() + (spending.is_partial ? " partial; " : " whole; ");
  }
  CHECK(said == "4 partial; 2 whole; 1 partial; ");
}

TEST_CASE("cost/spending_outlook: a forecast carries on at the pace so far, if there is one") {
  const auto projected = [](std::int64_t covered_ms) {
    MadeBooks books(
        fmt::format("a/a s INTERNAL 0..1 x | cost.usd=1\n"
                    "b/a s INTERNAL 1..{} x | cost.usd=2",
                    covered_ms));
    Budget budget = read_budget("total/1h=9", books.keys, books.selection).value();
    budget.forecast = Forecast::Yes;
    const auto outcome = judge_budget(budget, books.forest(), books.ledger);
    const auto& found = outcome.spendings.front().projected;
    return found ? found->plain() : "none";
  };
  CHECK(projected(kHour / 2) == "6");
  CHECK(projected(kHour / 20) == "60");
  CHECK(projected(kHour / 20 - 1) == "none");
  CHECK(projected(kHour * 2) == "none");  // the window is over
}

TEST_CASE("cost/spending_outlook: what cannot be judged is refused") {
  MadeBooks books("a/a s INTERNAL 0..1 x | cost.usd=1");
  Budget budget = read_budget("user=1", books.keys, books.selection).value();
  const auto fault = [&] {
    const auto found = fault_of(budget);
    return found ? found->message : "";
  };
  CHECK(fault().empty());
  budget.forecast = Forecast::Yes;
  CHECK(fault() == "a forecast needs a window that ends: 1h, 1d, 1w or 1mo");
  budget.anomaly = Anomaly{};
  CHECK(fault() == "an anomaly needs windows to compare: 1h, 1d, 1w or 1mo");
  budget.anomaly = std::nullopt;
  budget.forecast = Forecast::No;
  budget.limits = {};
  CHECK(fault() == "it sets no limit on dollars, tokens, calls or a share");
  budget.overrides = {{{std::nullopt}, Limits{}}};
  CHECK(fault() == "an override names none of the values that the budget is for");
  budget.overrides = {{{"a"}, Limits{}}};
  CHECK(fault() == "an override sets no limit");
  budget.overrides.front().limits.calls = 5;
  CHECK(fault().empty());
  budget.warn_at = std::vector<std::int64_t>{0};
  CHECK(fault() == "a warning needs a part of the limit above zero, like 80%");
}

}  // namespace trace_cost::cost
