#include <doctest/doctest.h>

#include "base/largest_remainder.h"
#include "cost/allocation.h"
#include "cost/budget_words.h"
#include "cost/spending.h"
#include "made_up_run.h"

namespace trace_cost::property {

namespace {

// A capture with its ledger, read once with the keys of all dimensions.
struct Books {
  model::AttributeSelection selection;
  cost::FieldKeys keys = cost::select_fields({}, selection);
  model::Capture capture;
  std::unique_ptr<model::Ancestry> ancestry;
  cost::Ledger ledger;

  explicit Books(const std::vector<MadeUpSpan>& run, unsigned threads = 1) {
    add(run);
    capture.seal(threads);
    ancestry = std::make_unique<model::Ancestry>(capture, threads);
    ledger = cost::build_ledger(*ancestry, keys, {}, threads);
  }

  std::vector<cost::Dimension> dimensions(const std::vector<std::string>& names) {
    std::vector<cost::Dimension> all;
    all.reserve(names.size());
    for (const std::string& name : names) {
      all.push_back(cost::Dimension::parse(name, keys, selection).value());
    }
    return all;
  }

 private:
  static model::TraceId trace_id(std::uint64_t number) {
    model::TraceId id;
    for (std::size_t i = 0; i < 8; ++i) {
      id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return id;
  }
  static model::SpanId span_id(std::uint64_t number) {
    model::SpanId id;
    for (std::size_t i = 0; i < 8; ++i) {
      id.bytes[7 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return id;
  }

  void add(const std::vector<MadeUpSpan>& run) {
    const model::SourceIndex source = capture.add_source({});
    for (const MadeUpSpan& made : run) {
      model::DraftSpan draft;
      draft.span.trace = trace_id(made.trace);
      draft.span.id = span_id(made.id);
      if (made.parent != 0) draft.span.parent = span_id(made.parent);
      draft.span.start = model::Instant(model::Nanos(made.start));
      draft.span.end = model::Instant(model::Nanos(made.end));
      if (made.failed) draft.span.status = model::StatusCode::Error;
      draft.name = made.name;
      std::vector<model::DraftAttribute> attributes;
      if (!made.user.empty()) {
        attributes.push_back({selection.find("user.id"), made.user, model::ValueKind::Text});
      }
      if (!made.cost.empty()) {
        attributes.push_back({selection.find("cost.usd"), made.cost, model::ValueKind::Number});
      }
      draft.attributes = attributes;
      capture.add_span(draft, capture.add_resource(made.service, "", {}), source);
    }
  }
};

model::Money sum_of(const std::vector<cost::CostRow>& rows) {
  model::Money sum;
  for (const cost::CostRow& row : rows) sum += row.cost;
  return sum;
}

const std::vector<std::vector<std::string>> kGroupings{
    {"user"},   {"service"},     {"trace"},         {"span"},
    {"status"}, {"hour"},        {"day"},           {"week"},
    {"month"},  {"user", "day"}, {"model", "user"}, {"operation", "service", "user"}};

// One trace a span, over some days, each cost hostile to doubles: 0.1, 1e-12 and their likes.
std::vector<MadeUpSpan> hostile_run(Random& random, std::size_t spans) {
  static constexpr const char* kCosts[] = {"0.1",   "0.2",       "0.30000000000000004",
                                           "1e-12", "1000000.1", "2.9999900000000002e-06"};
  constexpr std::int64_t kStart = 1'790'000'000'000'000'000;
  std::vector<MadeUpSpan> run;
  for (std::size_t i = 0; i < spans; ++i) {
    MadeUpSpan span;
    span.trace = 1 + i / 3;
    span.id = i + 1;
    span.service = "s";
    span.name = "chat";
    span.start = kStart + static_cast<std::int64_t>(random.below(400'000)) * 1'000'000'000;
    span.end = span.start + 1;
    span.user = "u" + std::to_string(random.below(7));
    span.cost = kCosts[random.below(6)];
    run.push_back(std::move(span));
  }
  return run;
}

}  // namespace

TEST_CASE("property/cost_sums: rows and the others add up to the total, for every grouping") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Books books(made_up_run(random, 8));
    for (const auto& by : kGroupings) {
      const auto dimensions = books.dimensions(by);
      const cost::CostTable all = cost::sum_costs(*books.ancestry, books.ledger, dimensions);
      CHECK(sum_of(all.rows) == books.ledger.total);
      for (const std::size_t top : {1U, 2U, 5U, 100U}) {
        cost::CostTable table = all;
        cost::keep_top({dimensions, top}, *books.ancestry, books.ledger, {}, table);
        CHECK(sum_of(table.rows) == books.ledger.total);
        CHECK(table.rows.size() <= top + 2);
      }
    }
    for (const char* how : {"proportional", "even", "to:u1"}) {
      cost::CostTable table =
          cost::sum_costs(*books.ancestry, books.ledger, books.dimensions({"user", "service"}));
      cost::allocate(cost::read_allocation(how).value(), table);
      CHECK(sum_of(table.rows) == books.ledger.total);
    }
  }
}

TEST_CASE("property/cost_sums: printed rows add up to the printed total at every precision") {
  Random random(5);
  for (int table = 0; table < 300; ++table) {
    std::vector<base::Int128> rows(random.below(40));
    base::Int128 total = 0;
    for (base::Int128& row : rows) {
      row = static_cast<base::Int128>(random.next() >> random.below(60));
      if (random.one_in(5)) row = -row;
      total += row;
    }
    for (const int places : {2, 4, 6, 8, 11}) {
      base::Int128 step = 1;
      for (int i = places; i < model::Money::kScale; ++i) step *= 10;
      base::Int128 printed = 0;
      const auto rounded = base::rounded_together(rows, step);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        printed += rounded[i];
        CHECK(rounded[i] % step == 0);
        CHECK(rounded[i] - rows[i] < step);
        CHECK(rows[i] - rounded[i] < step);
      }
      CHECK(printed == base::rounded_to(total, step));
    }
  }
}

TEST_CASE("property/cost_sums: windows of budgets conserve the sum, in any order, on any threads") {
  Random random(11);
  std::vector<MadeUpSpan> run = hostile_run(random, 6'000);
  const Books first(run);
  for (const char* text : {"user=1", "user/1h=1", "user/1d=1", "user/1w=1", "total/1mo=1"}) {
    CAPTURE(text);
    std::string seen;
    for (const unsigned threads : {1U, 4U}) {
      random.shuffle(run);
      Books books(run, threads);
      CHECK(books.ledger.total == first.ledger.total);
      const auto budget = cost::read_budget(text, books.keys, books.selection).value();
      const auto outcome = cost::judge_budget(budget, *books.ancestry, books.ledger);
      model::Money sum;
      std::string said;
      for (const cost::Spending& spending : outcome.spendings) {
        sum += spending.spent;
        said += outcome.keys_of(spending).empty() ? "" : *outcome.keys_of(spending)[0];
        said += " " + spending.spent.plain() + " " + std::to_string(spending.crossed_at.number()) +
                "\n";
      }
      CHECK(sum == books.ledger.total);
      if (!seen.empty()) CHECK(said == seen);
      seen = said;
    }
  }
}

TEST_CASE("property/cost_sums: a window that rolls finds what comparing all pairs finds") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Books books(hostile_run(random, 60));
    const auto budget =
        cost::read_budget("total/rolling:12h=0.5", books.keys, books.selection).value();
    const auto outcome = cost::judge_budget(budget, *books.ancestry, books.ledger);
    const model::Nanos length = std::chrono::hours(12);
    model::Money worst;
    for (const cost::Entry& last : books.ledger.entries) {
      const model::Instant end = books.capture.span(last.span).start;
      model::Money sum;
      for (const cost::Entry& entry : books.ledger.entries) {
        const model::Instant start = books.capture.span(entry.span).start;
        if (start <= end && end - start < length) sum += *entry.charge;
      }
      worst = std::max(worst, sum);
    }
    CHECK(outcome.spendings.front().spent == worst);
  }
}

}  // namespace trace_cost::property
