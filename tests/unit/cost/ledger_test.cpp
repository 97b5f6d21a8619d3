#include "cost/ledger.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

constexpr const char* kSpan = "t/x s INTERNAL 0..9 x | ";

MadeBooks books_of(const std::string& attributes, const ExtraKeys& extra = {}) {
  return MadeBooks(kSpan + attributes, extra);
}

std::string said(const std::optional<model::TokenCount>& count) {
  return count ? std::to_string(count->value) : "unknown";
}

}  // namespace

TEST_CASE("cost/ledger: what is a charge, and what is put on record as none") {
  using base::DecimalFault;
  struct Case {
    const char* cost;
    const char* charge;  // empty: none
    bool is_unreadable;
    DecimalFault fault;
  };
  constexpr DecimalFault kNone = DecimalFault::NotANumber;
  static constexpr Case kCases[] = {
      {"0.25", "0.25", false, kNone},
      {"\"0.25\"", "0.25", false, kNone},
      {"1.25e-05", "0.0000125", false, kNone},
      {"5.115e-05", "0.00005115", false, kNone},
      {"0", "0", false, kNone},
      {"3", "3", false, kNone},
      {"-0.5", "-0.5", false, kNone},
      {"0.0000000000004", "0", false, kNone},
      {"1000000000000000", "1000000000000000", false, kNone},
      {"null", "", false, kNone},
      {"\"\"", "", false, kNone},
      {"NaN", "", true, DecimalFault::NotFinite},
      {"Infinity", "", true, DecimalFault::NotFinite},
      {"\"-inf\"", "", true, DecimalFault::NotFinite},
      {"1e30", "", true, DecimalFault::OutOfRange},
      {"-1e300", "", true, DecimalFault::OutOfRange},
      {"\"a lot\"", "", true, DecimalFault::NotANumber},
      {"\"$5\"", "", true, DecimalFault::NotANumber},
      {"\"0,25\"", "", true, DecimalFault::NotANumber},
      {"true", "", true, DecimalFault::NotANumber},
      {"[0.25]", "", true, DecimalFault::NotANumber},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.cost);
    const MadeBooks books = books_of("cost.usd=" + std::string(c.cost));
    const Ledger& ledger = books.ledger;
    const bool is_charge = !std::string(c.charge).empty();
    REQUIRE(ledger.charges == (is_charge ? 1 : 0));
    REQUIRE(ledger.entries.size() == ledger.charges);
    CHECK(ledger.total.plain() == (is_charge ? c.charge : "0"));
    REQUIRE(ledger.doubts.costs.size() == (c.is_unreadable ? 1 : 0));
    if (!c.is_unreadable) continue;
    CHECK(ledger.doubts.costs.front().fault == c.fault);
    CHECK(books.selection.name(ledger.doubts.costs.front().key) == "cost.usd");
  }
}

TEST_CASE("cost/ledger: the first key wins; one that holds no amount falls to the next") {
  const ExtraKeys extra{{}, {"price", "llm.cost"}, {}};
  struct Case {
    const char* attributes;
    const char* total;
    std::size_t unreadable;
  };
  static constexpr Case kCases[] = {
      {"cost.usd=1, price=2, llm.cost=4", "2", 0},
      {"cost.usd=1, llm.cost=4", "4", 0},
      {"cost.usd=1", "1", 0},
      {"cost.usd=1, price=NaN, llm.cost=4", "4", 1},
      {"cost.usd=1, price=NaN, llm.cost=huge", "1", 2},
      {"cost.usd=1, price=null", "1", 0},
      {"cost.usd=1, price=\"\"", "1", 0},
      {"cost.usd=1, price=0", "0", 0},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.attributes);
    const MadeBooks books = books_of(c.attributes, extra);
    CHECK(books.ledger.total.plain() == c.total);
    CHECK(books.ledger.doubts.costs.size() == c.unreadable);
  }
}

TEST_CASE("cost/ledger: tokens are counts, and what is no count is unknown") {
  const char* const input_tokens = "gen_ai.usage.input_tokens";
  struct Case {
    const char* text;
    const char* count;
  };
  static constexpr Case kCases[] = {{"120", "120"},      {"\"120\"", "120"}, {"0", "0"},
                                    {"-1", "unknown"},   {"NaN", "unknown"}, {"many", "unknown"},
                                    {"1e30", "unknown"}, {"null", "unknown"}};
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const MadeBooks books = books_of("cost.usd=1, " + std::string(input_tokens) + "=" + c.text);
    CHECK(said(books.ledger.entries.front().tokens.usage().input) == c.count);
    CHECK(said(books.ledger.entries.front().tokens.usage().output) == "unknown");
  }
  const MadeBooks old = books_of(
      "gen_ai.usage.prompt_tokens=7, gen_ai.usage.completion_tokens=3, "
      "gen_ai.usage.cache_read.input_tokens=2, gen_ai.usage.cache_creation.input_tokens=1");
  const TokenUsage tokens = old.ledger.entries.front().tokens.usage();
  CHECK(said(tokens.input) == "7");
  CHECK(said(tokens.output) == "3");
  CHECK(said(tokens.cache_read) == "2");
  CHECK(said(tokens.cache_write) == "1");
}

TEST_CASE("cost/ledger: adding an unknown count to a known one keeps the known one") {
  TokenUsage sum;
  sum += TokenUsage{};
  CHECK_FALSE(sum.is_known());
  sum += TokenUsage{model::TokenCount{5}, {}, {}, {}};
  sum += TokenUsage{{}, model::TokenCount{2}, {}, {}};
  sum += TokenUsage{model::TokenCount{1}, {}, {}, {}};
  CHECK(said(sum.input) == "6");
  CHECK(said(sum.output) == "2");
  CHECK(said(sum.cache_read) == "unknown");
}

TEST_CASE("cost/ledger: tokens without a price are unpriced, calls without both are unmeasured") {
  const MadeBooks books(
      "t/a s CLIENT 0..9 chat | gen_ai.operation.name=chat, gen_ai.request.model=tiny, "
      "gen_ai.usage.input_tokens=5\n"
      "t/b s CLIENT 1..9 chat | gen_ai.operation.name=chat, gen_ai.request.model=huge, "
      "gen_ai.usage.input_tokens=5\n"
      "t/c s CLIENT 2..9 chat | gen_ai.response.model=tiny, gen_ai.request.model=x, "
      "gen_ai.usage.input_tokens=5\n"
      "t/d s CLIENT 3..9 chat | gen_ai.operation.name=chat, gen_ai.request.model=tiny\n"
      "t/e s CLIENT 4..9 tool | gen_ai.operation.name=execute_tool\n"
      "t/f s CLIENT 5..9 chat | gen_ai.operation.name=chat, cost.usd=0\n");
  const Ledger& ledger = books.ledger;
  CHECK(ledger.unpriced == 3);
  CHECK(ledger.unpriced_models == std::vector<std::string>{"huge", "tiny"});
  REQUIRE(ledger.unmeasured.size() == 1);
  CHECK(books.made.id_of(ledger.unmeasured.front()) == "t/d");
  CHECK(ledger.charges == 1);
  CHECK(ledger.entries.size() == 4);
}

TEST_CASE("cost/ledger: total, attributed and the charge of each span") {
  const MadeBooks books(
      "t/a   s INTERNAL 0..9 a | user.id=alice, cost.usd=0.5\n"
      "t/b<a s INTERNAL 1..8 b | cost.usd=-0.125\n"
      "u/c   s INTERNAL 2..7 c | cost.usd=0.25\n"
      "u/d<c s INTERNAL 3..6 d");
  CHECK(books.ledger.total.plain() == "0.625");
  CHECK(books.ledger.attributed.plain() == "0.375");
  const auto list = books.ledger.charge_list();
  CHECK(model::charge_of(list, books.made.span("t/b")).value().plain() == "-0.125");
  CHECK(model::charge_of(list, books.made.span("u/c")).value().plain() == "0.25");
  CHECK_FALSE(model::charge_of(list, books.made.span("u/d")).has_value());
}

}  // namespace trace_cost::cost
