#include <doctest/doctest.h>

#include <string>

#include "cost/pricer.h"
#include "made_books.h"
#include "made_prices.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kList = R"({"models": [
  {"provider": "openai", "name": "gpt-4o", "input": "2.5", "output": "10"},
  {"provider": "anthropic", "name": "claude-sonnet-4-5", "input": "3", "output": "15",
   "cache_read": "0.3", "cache_write": "3.75"}]})";

constexpr const char* kCall = "gen_ai.operation.name=chat, gen_ai.provider.name=openai, ";

MadeBooks priced(const std::string& story, const PriceBook& book) {
  return MadeBooks(story, {}, {.prices = &book});
}

std::string call(const std::string& attributes) {
  return "t/x s CLIENT 0..9 x | " + std::string(kCall) + attributes;
}

}  // namespace

TEST_CASE("cost/pricing: tokens times price, where the span tells no cost") {
  const PriceBook book = book_of({kList});
  struct Case {
    const char* attributes;
    const char* total;
    Basis basis;
  };
  static constexpr Case kCases[] = {
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000, "
       "gen_ai.usage.output_tokens=100",
       "0.0035", Basis::Derived},
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000, cost.usd=0.5", "0.5",
       Basis::Explicit},
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000, cost.usd=0", "0",
       Basis::Explicit},
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000, cost.usd=NaN", "0.0025",
       Basis::Derived},
      // Azure answers with a deployment's name: the request still tells the model.
      {"gen_ai.response.model=our-deployment, gen_ai.request.model=gpt-4o, "
       "gen_ai.usage.input_tokens=1000",
       "0.0025", Basis::Derived},
      {"gen_ai.request.model=unheard-of, gen_ai.usage.input_tokens=1000", "0", Basis::Unpriced},
      // A side that cannot be read is not zero.
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=-5, gen_ai.usage.output_tokens=10",
       "0", Basis::Unpriced},
      // What the total leaves is the other side.
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=900, gen_ai.usage.total_tokens=1000",
       "0.00325", Basis::Derived},
      // A total alone has no price where input and output have different ones.
      {"gen_ai.request.model=gpt-4o, gen_ai.usage.total_tokens=1000", "0", Basis::Unpriced},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.attributes);
    const MadeBooks books = priced(call(c.attributes), book);
    CHECK(books.ledger.total.plain() == c.total);
    REQUIRE(books.ledger.entries.size() == 1);
    CHECK(books.ledger.entries.front().basis == c.basis);
  }
}

TEST_CASE("cost/pricing: one price for everything serves a total alone") {
  const PriceBook book = book_of({R"({"models": [{"name": "*", "input": "20", "output": "20"}]})"});
  CHECK(priced(call("gen_ai.usage.total_tokens=1000"), book).ledger.total.plain() == "0.02");
}

// Reference: 50 uncached, 40 000 read, 2 000 written, 500 out at the rates of Sonnet 4.5.
TEST_CASE("cost/pricing: cached tokens are charged once, whatever the convention of the emitter") {
  const PriceBook book = book_of({kList});
  const std::string call =
      "t/x s CLIENT 0..9 x | gen_ai.operation.name=chat, gen_ai.provider.name=anthropic, "
      "gen_ai.request.model=claude-sonnet-4-5, gen_ai.usage.output_tokens=500, "
      "gen_ai.usage.cache_read.input_tokens=40000, gen_ai.usage.cache_creation.input_tokens=2000, ";
  CHECK(priced(call + "gen_ai.usage.input_tokens=50", book).ledger.total.plain() == "0.02715");
  CHECK(priced(call + "gen_ai.usage.input_tokens=42050", book).ledger.total.plain() == "0.02715");
  const MadeBooks told =
      priced(call + "gen_ai.usage.input_tokens=42050, gen_ai.usage.total_tokens=42550", book);
  CHECK(told.ledger.doubts.cache_assumed.empty());
  CHECK(priced(call + "gen_ai.usage.input_tokens=42050", book).ledger.doubts.cache_assumed.size() ==
        1);
  // What is shown is comparable: the input holds the cached tokens.
  const MadeBooks apart = priced(call + "gen_ai.usage.input_tokens=50", book);
  CHECK(apart.ledger.entries.front().tokens.usage().input->value == 42'050);
}

TEST_CASE("cost/pricing: a wrapper that is blind to the cache gives way to the exact call") {
  const PriceBook book = book_of({kList});
  const MadeBooks books = priced(
      "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, gen_ai.provider.name=anthropic, "
      "gen_ai.request.model=claude-sonnet-4-5, gen_ai.response.id=msg_1, "
      "gen_ai.usage.input_tokens=42050, gen_ai.usage.output_tokens=500\n"
      "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, gen_ai.provider.name=anthropic, "
      "gen_ai.request.model=claude-sonnet-4-5, gen_ai.response.id=msg_1, "
      "gen_ai.usage.input_tokens=50, gen_ai.usage.output_tokens=500, "
      "gen_ai.usage.cache_read.input_tokens=40000, gen_ai.usage.cache_creation.input_tokens=2000",
      book);
  CHECK(books.ledger.total.plain() == "0.02715");
  CHECK(books.ledger.suppressed_total.plain() == "0.13365");
}

TEST_CASE(
    "cost/pricing: a failed call is priced, unless its service knows prices and gave it none") {
  const PriceBook book = book_of({kList});
  const std::string failed = "t/x s CLIENT! 0..9 x | " + std::string(kCall) +
                             "gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000";
  const MadeBooks alone = priced(failed, book);
  CHECK(alone.ledger.total.plain() == "0.0025");
  CHECK(alone.ledger.failed_without_cost.empty());

  const MadeBooks beside = priced(failed + "\nu/y s CLIENT 0..9 y | cost.usd=0.5", book);
  CHECK(beside.ledger.total.plain() == "0.5");
  CHECK(beside.ledger.failed_without_cost.size() == 1);
  CHECK(beside.ledger.unpriced == 1);
  CHECK(beside.ledger.unpriced_models.empty());

  const MadeBooks elsewhere = priced(failed + "\nu/y other CLIENT 0..9 y | cost.usd=0.5", book);
  CHECK(elsewhere.ledger.total.plain() == "0.5025");
}

TEST_CASE("cost/pricing: currencies are never added") {
  const MadeBooks books(
      "t/x s CLIENT 0..9 x | gen_ai.usage.cost.amount=0.5, gen_ai.usage.cost.currency=eur, "
      "gen_ai.usage.input_tokens=10\n"
      "u/y s CLIENT 0..9 y | gen_ai.usage.cost.amount=0.25, gen_ai.usage.cost.currency=usd\n"
      "v/z s CLIENT 0..9 z | cost.usd=0.125, gen_ai.usage.cost.currency=EUR");
  CHECK(books.ledger.total.plain() == "0.375");
  REQUIRE(books.ledger.foreign.size() == 1);
  // An agent's sum in euros is kept out like any other.
  const MadeBooks agent(
      "t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, gen_ai.usage.cost=0.02, "
      "gen_ai.usage.cost.currency=EUR\n"
      "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, gen_ai.usage.cost=0.01, "
      "gen_ai.usage.cost.currency=EUR\n"
      "t/c<a s CLIENT 4..6 c | gen_ai.operation.name=chat, gen_ai.usage.cost=0.01, "
      "gen_ai.usage.cost.currency=EUR");
  CHECK(agent.ledger.foreign.size() == 2);
  CHECK(books.ledger.foreign.front().currency == "EUR");
  CHECK(books.ledger.foreign.front().amount.plain() == "0.5");
  CHECK(books.ledger.unpriced == 0);
}

TEST_CASE("cost/pricing: the price lists that were used are named, in the order of the book") {
  const PriceBook book = book_of({kList});
  const MadeBooks books =
      priced(call("gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000"), book);
  REQUIRE(books.ledger.price_tables.size() == 1);
  CHECK(books.ledger.price_tables.front() == book.tables().front());
  CHECK(books.ledger.entries.front().price->entry().name == "gpt-4o");
  const MadeBooks explicit_only = priced(call("cost.usd=1"), book);
  CHECK(explicit_only.ledger.price_tables.empty());
}

TEST_CASE("cost/pricing: costs in objects and in parts") {
  made::MadeSpan span = made::read_story("t/x s CLIENT 0..9 x").front();
  struct Case {
    const char* key;
    const char* text;
    const char* total;
    std::size_t charges;
  };
  static constexpr Case kCases[] = {
      {"langfuse.observation.cost_details", R"({"input": 0.25, "output": 0.5, "total": 0.75})",
       "0.75", 1},
      {"langfuse.observation.cost_details", R"({"input": 0.25, "output": 0.5})", "0.75", 1},
      {"langfuse.observation.cost_details", R"({"input": 0.25, "output": 0.5, "tool": 1})", "0", 0},
      {"langfuse.observation.cost_details", R"({"total": )", "0", 0},
      {"langfuse.observation.cost_details", "not JSON", "0", 0},
      {"mlflow.llm.cost", R"({"input_cost": 1e-07, "total_cost": 1.25e-05})", "0.0000125", 1},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    span.attributes = {{c.key, c.text, model::ValueKind::Text}};
    const MadeBooks books(std::vector<made::MadeSpan>{span});
    CHECK(books.ledger.total.plain() == c.total);
    CHECK(books.ledger.charges == c.charges);
    CHECK(books.ledger.doubts.costs.size() == (c.charges > 0 ? 0 : 1));
  }
  const MadeBooks parts(
      "t/x s CLIENT 0..9 x | llm.cost.prompt=0.25, llm.cost.completion=0.5\n"
      "u/y s CLIENT 0..9 y | gen_ai.cost.input_tokens=0.125\n"
      "v/z s CLIENT 0..9 z | llm.cost.total=1, llm.cost.prompt=0.25, llm.cost.completion=0.5");
  CHECK(parts.ledger.total.plain() == "1.875");
}

}  // namespace trace_cost::cost
