#include "cost/cost_table.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kTwoRequests =
    "t/a   web SERVER 0..90  GET /  | user.id=alice, tenant.id=acme, team=red\n"
    "t/b<a ai  CLIENT 10..20 chat   | cost.usd=0.1, gen_ai.request.model=big, "
    "gen_ai.usage.input_tokens=10\n"
    "t/c<a ai  CLIENT 30..40 chat   | cost.usd=0.2, gen_ai.request.model=small, "
    "gen_ai.usage.output_tokens=3\n"
    "u/a   web SERVER 0..90  GET /  | user.id=bob, tenant.id=acme\n"
    "u/b<a ai  CLIENT 10..20 chat   | cost.usd=0.3, gen_ai.request.model=big\n"
    "v/x   ai  CLIENT 10..20 embed  | cost.usd=0.05, session.id=s1\n";

}  // namespace

TEST_CASE("cost/cost_table: by each dimension, largest first, and nobody's money has a row") {
  struct Case {
    std::vector<std::string> by;
    const char* rows;
  };
  const Case cases[] = {
      {{"user"}, "alice 0.3; bob 0.3; - 0.05"},
      {{"model"}, "big 0.4; small 0.2; - 0.05"},
      {{"service"}, "ai 0.65"},
      {{"session"}, "- 0.6; s1 0.05"},
      {{"tenant"}, "acme 0.6; - 0.05"},
      {{"operation"}, "chat 0.6; embed 0.05"},
      {{"day"}, "2026-01-01 0.65"},
      {{"attr:team"}, "- 0.35; red 0.3"},
      {{"user", "model"}, "bob big 0.3; alice small 0.2; alice big 0.1; - - 0.05"},
      {{"model", "user"}, "big bob 0.3; small alice 0.2; big alice 0.1; - - 0.05"},
      {{"trace"},
       "00000000000000000000000000000074 0.3; 00000000000000000000000000000075 0.3; "
       "00000000000000000000000000000076 0.05"},
      {{}, "0.65"},
  };
  for (const Case& c : cases) {
    CAPTURE(fmt::format("{}", fmt::join(c.by, ",")));
    CHECK(MadeBooks(kTwoRequests).rows(c.by) == c.rows);
  }
}

TEST_CASE("cost/cost_table: equal amounts go by name, and 'has none' stands behind every name") {
  MadeBooks books(
      "t/a s INTERNAL 0..9 a | cost.usd=1\n"
      "u/a s INTERNAL 0..9 a | cost.usd=1, user.id=~\n"
      "v/a s INTERNAL 0..9 a | cost.usd=1, user.id=bob\n"
      "w/a s INTERNAL 0..9 a | cost.usd=2, user.id=zoe");
  CHECK(books.rows({"user"}) == "zoe 2; bob 1; ~ 1; - 1");
}

TEST_CASE("cost/cost_table: a row counts its traces, charges, tokens and how its user was found") {
  MadeBooks books(
      "t/a   s INTERNAL 0..9 a | user.id=alice, cost.usd=1\n"
      "t/b<a s INTERNAL 1..8 b | cost.usd=0.2\n"
      "t/c<z s INTERNAL 2..7 c | cost.usd=0.03, gen_ai.usage.input_tokens=4\n"
      "u/a   s INTERNAL 0..9 a | user.id=alice, gen_ai.usage.input_tokens=5");
  const CostTable table = books.table({"user"});
  REQUIRE(table.rows.size() == 1);
  const CostRow& row = table.rows.front();
  CHECK(table.by == std::vector<std::string>{"user"});
  CHECK(row.traces == 2);
  CHECK(row.charges == 3);
  CHECK(row.cost.plain() == "1.23");
  CHECK(row.tokens.input.value().value == 9);
  CHECK_FALSE(row.tokens.output.has_value());
  CHECK(row.via[static_cast<std::size_t>(Via::Self)].plain() == "1");
  CHECK(row.via[static_cast<std::size_t>(Via::Ancestor)].plain() == "0.2");
  CHECK(row.via[static_cast<std::size_t>(Via::Trace)].plain() == "0.03");
  CHECK(row.via[static_cast<std::size_t>(Via::Nobody)].plain() == "0");
}

TEST_CASE(
    "cost/cost_table: rows add up to the total bit for bit, whatever the order of the input") {
  constexpr std::int64_t kMany = 30'000;
  std::vector<made::MadeSpan> spans;
  for (std::int64_t i = 0; i < kMany; ++i) {
    made::MadeSpan span;
    span.trace = std::to_string(i / 3);
    span.id = std::to_string(i);
    span.service = "s";
    span.start = span.end = made::at_ms(i % 1000);
    span.attributes.push_back({"cost.usd", "0.1", model::ValueKind::Number});
    if (i % 7 != 0) span.attributes.push_back({"user.id", fmt::format("u{}", i % 11)});
    spans.push_back(span);
  }
  MadeBooks straight(spans);
  CHECK(straight.ledger.total.plain() == "3000");
  model::Money sum;
  for (const CostRow& row : straight.table({"user"}).rows) sum += row.cost;
  CHECK(sum == straight.ledger.total);
  made::Dice dice(3);
  for (std::size_t i = spans.size(); i > 1; --i) {
    std::swap(spans[i - 1],
              spans[static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(i)))]);
  }
  CHECK(MadeBooks(spans).rows({"user", "day"}) == straight.rows({"user", "day"}));
}

TEST_CASE(
    "cost/cost_table: 100,000 times 0.1 is 10000, and of 0.7 and 1e-12 the last digit counts") {
  model::Money tenths;
  model::Money mixed;
  for (int i = 0; i < 100'000; ++i) {
    tenths += usd("0.1");
    mixed += usd("0.7") + usd("1e-12");
  }
  CHECK(tenths.plain() == "10000");
  CHECK(mixed.plain() == "70000.0000001");
}

TEST_CASE("cost/dimension: an unknown name is refused with the nearest and all that are known") {
  model::AttributeSelection selection;
  const FieldKeys keys = select_fields({}, selection);
  for (const char* const good : {"user", "model", "attr:x", "attr:a=b", "day"}) {
    CHECK(Dimension::parse(good, keys, selection).has_value());
  }
  const auto misspelt = Dimension::parse("modell", keys, selection);
  REQUIRE_FALSE(misspelt.has_value());
  CHECK(misspelt.error().message.find("did you mean 'model'?") != std::string::npos);
  CHECK(misspelt.error().message.find("attr:KEY") != std::string::npos);
  CHECK_FALSE(Dimension::parse("attr:", keys, selection).has_value());
  CHECK_FALSE(Dimension::parse("", keys, selection).has_value());
  CHECK_FALSE(Dimension::parse("total", keys, selection).has_value());
}

}  // namespace trace_cost::cost
