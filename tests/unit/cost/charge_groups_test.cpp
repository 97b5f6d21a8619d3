#include "cost/charge_groups.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

// "2026-01-01 openai gpt-4o ai alice 0.5 30/- x1" for each group.
std::string groups(std::string_view story) {
  MadeBooks books(story);
  std::vector<Dimension> by;
  by.reserve(kBilledBy.size());
  for (const char* const name : kBilledBy) {
    by.push_back(Dimension::parse(name, books.keys, books.selection).value());
  }
  std::string said;
  model::Money sum;
  const auto tokens = [](const std::optional<model::TokenCount>& count) {
    return count ? fmt::format("{}", count->value) : "-";
  };
  for (const ChargeGroup& group : charge_groups(books.forest(), books.ledger, by)) {
    said += fmt::format("{} {} {} {} {} {} {}/{} x{}\n",
                        group.day ? to_text(*group.day, UtcOffset{}) : "-", group.provider,
                        group.model, group.service, group.user.value_or("-"), group.cost.plain(),
                        tokens(group.input), tokens(group.output), group.charges);
    sum += group.cost;
  }
  CHECK(sum == books.ledger.total);
  return said;
}

}  // namespace

TEST_CASE(
    "cost/charge_groups: a sum for each day of the span's end, provider, model, service and user") {
  CHECK(groups(R"(
    t1/a ai INTERNAL 0..10 chat | cost.usd=0.5, user.id=alice, gen_ai.provider.name=OpenAI, gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=20, gen_ai.usage.output_tokens=10
    t2/b ai INTERNAL 0..10 chat | cost.usd=0.25, user.id=alice, gen_ai.provider.name=openai, gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=2, gen_ai.usage.output_tokens=1
    t3/c ai INTERNAL 86399999..86400001 chat | cost.usd=1, user.id=bob, gen_ai.provider.name=openai, gen_ai.request.model=gpt-4o
    t4/d ai INTERNAL ?..? search | cost.usd=-0.125
    t5/e ai INTERNAL 0..10 embed | cost.usd=0, gen_ai.request.model=text-embedding-3-small
  )") == "-   ai - -0.125 -/- x1\n"
         "2026-01-01 openai gpt-4o ai alice 0.75 22/11 x2\n"
         "2026-01-01 openai text-embedding-3-small ai - 0 -/- x1\n"
         "2026-01-02 openai gpt-4o ai bob 1 -/- x1\n");
}

TEST_CASE("cost/charge_groups: spans without a charge are in none") {
  CHECK(groups("t1/a ai INTERNAL 0..1 x | gen_ai.usage.input_tokens=20").empty());
}

}  // namespace trace_cost::cost
