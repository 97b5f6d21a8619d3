#include "cost/budget.h"

#include <doctest/doctest.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

// "alice 0.6 at t/b": who went beyond, what they spent, and at which span.
std::string breaches_of(std::string_view budget, std::string_view story) {
  MadeBooks books(story);
  const Budget limit = read_budget(budget, books.keys, books.selection).value();
  std::string said;
  for (const Spending& breach : spendings(limit, books.forest(), books.ledger)) {
    if (!breach.is_beyond(limit)) continue;
    if (!said.empty()) said += "; ";
    said += breach.who.value_or("all") + " " + breach.spent.plain() + " at " +
            books.made.id_of(breach.crossed_at);
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

}  // namespace

TEST_CASE("cost/budget: spending exactly the limit is within it, a trillionth more is not") {
  CHECK(breaches_of("user=0.6", kSpending).empty());
  CHECK(breaches_of("user=0.599999999999", kSpending) == "alice 0.6 at t/b");
  CHECK(breaches_of("total=7.85", kSpending).empty());
  CHECK(breaches_of("total=7.84", kSpending) == "all 7.85 at w/e");
}

TEST_CASE("cost/budget: the limit was crossed by the charge that came later, not by the largest") {
  CHECK(breaches_of("user=0.3", kSpending) == "alice 0.6 at t/b");
  CHECK(breaches_of("user=0.05", kSpending) == "alice 0.6 at u/c; bob 0.25 at v/d");
  CHECK(breaches_of("user=0", kSpending) == "alice 0.6 at u/c; bob 0.25 at v/d");
}

TEST_CASE("cost/budget: money of nobody is judged by the total, not by the users' limit") {
  CHECK(breaches_of("user=1", kSpending).empty());
  CHECK(breaches_of("total=1", kSpending) == "all 7.85 at w/e");
  CHECK(breaches_of("service=1", kSpending) == "s 7.85 at w/e");
}

TEST_CASE("cost/budget: a credit may bring the spending back within the limit") {
  CHECK(breaches_of("user=0.5",
                    "t/a   s INTERNAL 0..9 a | user.id=alice, cost.usd=0.8\n"
                    "t/b<a s INTERNAL 1..8 b | cost.usd=-0.4")
            .empty());
}

TEST_CASE("cost/budget: equal spending goes by name") {
  CHECK(breaches_of("user=0.1",
                    "t/a s INTERNAL 0..9 a | user.id=bob, cost.usd=0.2\n"
                    "u/a s INTERNAL 0..9 a | user.id=alice, cost.usd=0.2") ==
        "alice 0.2 at u/a; bob 0.2 at t/a");
}

TEST_CASE("cost/budget: what each one has spent, also within the limit, where no span crossed it") {
  MadeBooks books(kSpending);
  const Budget limit = read_budget("user=0.3", books.keys, books.selection).value();
  const auto spent = spendings(limit, books.forest(), books.ledger);
  REQUIRE(spent.size() == 2);
  CHECK(spent[0].who == "alice");
  CHECK(spent[0].is_beyond(limit));
  CHECK(spent[1].who == "bob");
  CHECK(spent[1].spent.plain() == "0.25");
  CHECK_FALSE(spent[1].is_beyond(limit));
  CHECK_FALSE(bool{spent[1].crossed_at});
}

TEST_CASE("cost/budget: what is read") {
  model::AttributeSelection selection;
  const FieldKeys keys = select_fields({}, selection);
  const auto limit_of = [&](std::string_view text) {
    const Budget budget = read_budget(text, keys, selection).value();
    return budget.name + (budget.scope ? " each " : " ") + budget.limit.plain();
  };
  CHECK(limit_of("user=0.50") == "user each 0.5");
  CHECK(limit_of("trace=$0.01") == "trace each 0.01");
  CHECK(limit_of("total=5") == "total 5");
  CHECK(limit_of("total=0") == "total 0");
  CHECK(limit_of("attr:a=b=1e-3") == "attr:a=b each 0.001");
}

TEST_CASE("cost/budget: what is refused, and what the message says") {
  model::AttributeSelection selection;
  const FieldKeys keys = select_fields({}, selection);
  struct Case {
    const char* text;
    const char* says;
  };
  static constexpr Case kCases[] = {
      {"user", "no '=' in it"},
      {"", "no '=' in it"},
      {"=5", "expected SCOPE=DOLLARS"},
      {"user=", "'' is no amount of money"},
      {"user=lots", "'lots' is no amount of money"},
      {"user=NaN", "'NaN' is no amount of money"},
      {"user=1e99", "'1e99' is no amount of money"},
      {"user=-1", "the limit is negative"},
      {"usr=1", "did you mean 'user'?"},
      {"totl=1", "total"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const auto budget = read_budget(c.text, keys, selection);
    REQUIRE_FALSE(budget.has_value());
    CAPTURE(budget.error().message);
    CHECK(budget.error().message.find(c.says) != std::string::npos);
    CHECK(budget.error().message.find("--budget " + std::string(c.text)) != std::string::npos);
  }
}

}  // namespace trace_cost::cost
