#include "cost/reconciliation.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

// Stories begin at midnight of 2026-01-01, and these are hours of it.
constexpr const char* kTwoProviders = R"(
  t1/a  ai INTERNAL 3600000..3600100 chat | cost.usd=0.5, gen_ai.provider.name=openai, gen_ai.request.model=gpt-4o, gen_ai.usage.input_tokens=1000, gen_ai.usage.output_tokens=500
  t2/b  ai INTERNAL 7200000..7200100 chat | cost.usd=0.25, gen_ai.provider.name=anthropic, gen_ai.request.model=claude-3-5-sonnet
  t3/c  ai INTERNAL 86399000..86401000 chat | cost.usd=1, gen_ai.provider.name=openai, gen_ai.request.model=gpt-4o
)";

struct Line {
  const char* day;  // empty: none
  const char* provider;
  const char* item;
  const char* amount;
  const char* currency = "USD";
  BillKind kind = BillKind::Usage;
  std::optional<std::int64_t> tokens = {};
};

Bill bill_of(const std::vector<Line>& lines, UtcOffset offset = {}) {
  Bill bill;
  bill.offset = offset;
  for (const Line& line : lines) {
    BillLine made;
    if (*line.day != '\0') made.key.days = read_days(line.day, offset);
    made.key.provider = line.provider;
    made.key.item = line.item;
    made.key.currency = line.currency;
    made.key.kind = line.kind;
    made.amount = usd(line.amount);
    if (line.tokens) made.tokens = model::TokenCount{*line.tokens};
    REQUIRE(bill.add(std::move(made)));
  }
  return bill;
}

class Comparison {
 public:
  Comparison(std::string_view story, const std::vector<Bill>& bills, std::string_view margin = "1%")
      : books_(story),
        providers_(group("provider")),
        models_(group("model")),
        result_(reconcile(bills, {books_.capture(), books_.ledger, providers_, models_},
                          read_margin(margin).value())) {}

  // "2026-01-01 openai gpt-4o 1 0.5 untraced" for each row: billed, traced.
  [[nodiscard]] std::string rows() const {
    std::string said;
    for (const BillRow& row : result_.rows) {
      said += fmt::format("{} {} {} {} {} {}\n", row.days ? to_text(*row.days, row.offset) : "-",
                          row.provider.empty() ? "-" : row.provider,
                          row.model.empty() ? "-" : row.model, row.pair.billed.plain(),
                          row.pair.traced.plain(), name_of(row.pair.verdict));
    }
    return said;
  }
  [[nodiscard]] std::string apart() const {
    std::string said;
    for (const NotCompared& item : result_.not_compared) {
      said +=
          fmt::format("{} {} {} {}: {}\n", item.side == NotCompared::Side::Bill ? "bill" : "traces",
                      item.what, item.amount.plain(), item.currency, item.reason);
    }
    return said;
  }
  [[nodiscard]] const Reconciliation& result() const { return result_; }

 private:
  Grouping group(std::string_view name) {
    return Dimension::parse(name, books_.keys, books_.selection)
        .value()
        .group(books_.forest(), books_.ledger);
  }

  MadeBooks books_;
  Grouping providers_;
  Grouping models_;
  Reconciliation result_;
};

}  // namespace

TEST_CASE("cost/reconciliation: by day of the span's end, provider and model") {
  const Comparison comparison(
      kTwoProviders, {bill_of({{"2026-01-01", "openai", "gpt-4o", "0.5"},
                               {"2026-01-02", "openai", "gpt-4o", "1"},
                               {"2026-01-01", "anthropic", "claude-3-5-sonnet", "0.25"}})});
  CHECK(comparison.rows() ==
        "2026-01-01 anthropic claude-3-5-sonnet 0.25 0.25 matched\n"
        "2026-01-01 openai gpt-4o 0.5 0.5 matched\n"
        "2026-01-02 openai gpt-4o 1 1 matched\n");
  CHECK(comparison.result().agrees());
  CHECK(comparison.result().total.billed == usd("1.75"));
  CHECK(comparison.result().rows[0].is_partly_captured);
}

TEST_CASE("cost/reconciliation: the day is that of the bill's clock") {
  const UtcOffset west{std::chrono::hours{-1}};
  const Comparison comparison(kTwoProviders,
                              {bill_of({{"2026-01-01", "openai", "gpt-4o", "1.5"}}, west)});
  CHECK(comparison.rows() == "2026-01-01 openai gpt-4o 1.5 1.5 matched\n");
}

TEST_CASE("cost/reconciliation: verdicts, and rows that make up for each other do not agree") {
  const Comparison comparison(kTwoProviders,
                              {bill_of({{"2026-01-01", "openai", "gpt-4o", "1"},
                                        {"2026-01-02", "openai", "gpt-4o", "0.5"}})});
  CHECK(comparison.rows() ==
        "2026-01-01 openai gpt-4o 1 0.5 untraced\n"
        "2026-01-02 openai gpt-4o 0.5 1 over-counted\n");
  CHECK(comparison.result().total.verdict == BillVerdict::Matched);
  CHECK_FALSE(comparison.result().agrees());
  CHECK(comparison.result().rows[1].cause.find("exactly twice") != std::string::npos);
}

TEST_CASE("cost/reconciliation: where the tokens agree, it is the price") {
  Line line{"2026-01-01", "openai", "gpt-4o", "0.4"};
  line.tokens = 1500;
  CHECK(Comparison(kTwoProviders, {bill_of({line})}).rows() ==
        "2026-01-01 openai gpt-4o 0.4 0.5 price\n");
  line.tokens = 1486;
  CHECK(Comparison(kTwoProviders, {bill_of({line})}).rows() ==
        "2026-01-01 openai gpt-4o 0.4 0.5 price\n");
  line.tokens = 1400;
  CHECK(Comparison(kTwoProviders, {bill_of({line})}).rows() ==
        "2026-01-01 openai gpt-4o 0.4 0.5 over-counted\n");
}

TEST_CASE("cost/reconciliation: where the bill does not tell, the comparison is coarser") {
  CHECK(Comparison(kTwoProviders, {bill_of({{"", "", "", "1.75"}})}).rows() ==
        "- - - 1.75 1.75 matched\n");
  CHECK(Comparison(kTwoProviders, {bill_of({{"2026-01-01", "", "", "0.75"}})}).rows() ==
        "2026-01-01 - - 0.75 0.75 matched\n");
  CHECK(Comparison(kTwoProviders, {bill_of({{"2026-01", "openai", "gpt-4o", "1"},
                                            {"2026-01-01", "openai", "gpt-4o", "0.5"}})})
            .rows() == "2026-01-01/2026-01-31 openai gpt-4o 1.5 1.5 matched\n");
  CHECK(Comparison(kTwoProviders, {bill_of({{"2026-01-01", "openai", "Text models", "0.5"}})})
            .rows() == "2026-01-01 openai - 0.5 0.5 matched\n");
}

TEST_CASE("cost/reconciliation: several bills add up") {
  CHECK(Comparison(kTwoProviders, {bill_of({{"2026-01-01", "openai", "gpt-4o", "0.2"}}),
                                   bill_of({{"2026-01-01", "openai", "gpt-4o", "0.3"}})})
            .rows() == "2026-01-01 openai gpt-4o 0.5 0.5 matched\n");
}

TEST_CASE("cost/reconciliation: what only one side has is told apart, and in no sum") {
  Line tax{"2026-01-01", "openai", "", "0.1"};
  tax.kind = BillKind::Tax;
  Line euros{"2026-01-01", "mistral", "mistral-large", "3"};
  euros.currency = "EUR";
  const Comparison comparison(kTwoProviders, {bill_of({{"2026-01-01", "openai", "gpt-4o", "0.5"},
                                                       {"2026-01-05", "openai", "gpt-4o", "9"},
                                                       tax,
                                                       euros})});
  CHECK(comparison.rows() ==
        "2026-01-01 openai gpt-4o 0.5 0.5 matched\n"
        "2026-01-02 openai gpt-4o 0 1 over-counted\n");
  CHECK(comparison.apart() ==
        "bill mistral-large 3 EUR: in another currency than the traces\n"
        "bill openai 9 USD: no span was captured on these days\n"
        "bill tax 0.1 USD: no usage, so no span carries it\n"
        "traces anthropic 0.25 USD: no bill of this provider was given\n");
  CHECK(comparison.result().is_compared == std::vector<bool>{true, false, true});
}

TEST_CASE("cost/reconciliation: days that the bill does not cover are not compared") {
  const Comparison comparison(kTwoProviders, {bill_of({{"2026-01-02", "openai", "gpt-4o", "1"}})});
  CHECK(comparison.rows() == "2026-01-02 openai gpt-4o 1 1 matched\n");
  CHECK(comparison.apart() ==
        "traces anthropic 0.25 USD: no bill of this provider was given\n"
        "traces openai 0.5 USD: the bill does not cover these days\n");
}

TEST_CASE("cost/reconciliation: a bill without charges says that nothing was charged") {
  Bill silent;
  silent.provider = "openai";
  silent.cover(read_days("2026-01-01", {}).value());
  const Comparison comparison(kTwoProviders, {silent});
  CHECK(comparison.rows() == "2026-01-01 openai gpt-4o 0 0.5 over-counted\n");
}

TEST_CASE(
    "cost/reconciliation: spans that name no provider belong to the only one there is, by their "
    "model") {
  constexpr const char* kStory = R"(
    t1/a ai INTERNAL 0..10 chat | cost.usd=0.5, gen_ai.request.model=gpt-4o
    t1/b ai INTERNAL 0..10 chat | cost.usd=0.25, gen_ai.request.model=in-house
    t1/c ai INTERNAL 0..10 search | cost.usd=0.125
    t1/d ai INTERNAL 0..10 chat | cost.usd=2, gen_ai.request.model=claude-3-haiku
  )";
  const Comparison comparison(kStory, {bill_of({{"2026-01-01", "openai", "gpt-4o", "0.5"}})});
  CHECK(comparison.rows() ==
        "2026-01-01 openai gpt-4o 0.5 0.5 matched\n"
        "2026-01-01 openai in-house 0 0.25 over-counted\n");
  CHECK(comparison.apart() ==
        "traces anthropic 2 USD: no bill of this provider was given\n"
        "traces other spans 0.125 USD: spans name no provider that bills it\n");
  constexpr const char* kNothingNamed = "t1/a ai INTERNAL 0..10 chat | cost.usd=0.5";
  CHECK(Comparison(kNothingNamed, {bill_of({{"2026-01-01", "openai", "", "0.5"}})}).rows() ==
        "2026-01-01 openai - 0.5 0.5 matched\n");
}

TEST_CASE("cost/reconciliation: spans without any time have no day") {
  constexpr const char* kStory = R"(
    t1/a ai INTERNAL ?..? chat | cost.usd=0.5, gen_ai.request.model=gpt-4o
    t1/b ai INTERNAL 0..1 chat | cost.usd=1, gen_ai.request.model=gpt-4o
  )";
  CHECK(Comparison(kStory, {bill_of({{"2026-01-01", "openai", "gpt-4o", "1"}})}).apart() ==
        "traces openai 0.5 USD: spans tell no time\n");
  CHECK(Comparison(kStory, {bill_of({{"", "openai", "gpt-4o", "1.5"}})}).rows() ==
        "- openai gpt-4o 1.5 1.5 matched\n");
}

TEST_CASE("cost/reconciliation: the margin is the larger of share and amount, for each row") {
  const std::vector<Bill> bills{bill_of({{"2026-01-01", "openai", "gpt-4o", "0.51"}})};
  CHECK_FALSE(Comparison(kTwoProviders, bills, "1%").result().agrees());
  CHECK(Comparison(kTwoProviders,
                   {bill_of({{"2026-01-01", "openai", "gpt-4o", "0.51"},
                             {"2026-01-02", "openai", "gpt-4o", "1"}})},
                   "1%,0.01")
            .result()
            .agrees());
}

}  // namespace trace_cost::cost
