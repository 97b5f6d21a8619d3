#include "report/views/budgets_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/counted.h"
#include "cost/budget_text.h"
#include "cost/limit_words.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using cost::BudgetOutcome;
using cost::Spending;
using cost::SpendingVerdict;

constexpr std::size_t kShown = 4;  // of each budget

Value text_or_unknown(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value(Unknown{});
}

Value count_or_unknown(const std::optional<std::int64_t>& count) {
  return count ? Value(*count) : Value(Unknown{});
}

Value share_or_unknown(const std::optional<std::int64_t>& millionths) {
  return millionths ? Value(Share{*millionths}) : Value(Unknown{});
}

Records keys_of(const BudgetOutcome& outcome, const Spending& spending) {
  Records records;
  const cost::Keys& keys = outcome.keys_of(spending);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    records.items.push_back(
        {{{"by", outcome.budget.per[i].name()}, {"value", text_or_unknown(keys[i])}}});
  }
  return records;
}

Records parts_of(const std::vector<cost::TopPart>& parts, const char* name) {
  Records records;
  for (const cost::TopPart& part : parts) {
    records.items.push_back({{{name, text_or_unknown(part.name)}, {"cost", part.cost}}});
  }
  return records;
}

// Where the first limit was crossed: time, trace and span.
std::vector<Value> crossing_of(const Analysis& analysis, const Spending& spending) {
  if (!spending.crossed_at) return {Unknown{}, Unknown{}, Unknown{}};
  const model::Span span = analysis.capture->span(spending.crossed_at);
  const bool is_timed = span.start != model::kUnknownInstant;
  return {is_timed ? Value(span.start) : Value(Unknown{}), id_value(span.trace), id_value(span.id)};
}

constexpr const char* kPaths[] = {"name",
                                  "key",
                                  "window.name",
                                  "window.start",
                                  "window.end",
                                  "window.partial",
                                  "spent",
                                  "tokens",
                                  "calls",
                                  "at_least",
                                  "measure",
                                  "limit",
                                  "token_limit",
                                  "call_limit",
                                  "share_limit",
                                  "ratio",
                                  "verdict",
                                  "crossed.time",
                                  "crossed.trace_id",
                                  "crossed.span_id",
                                  "projected",
                                  "usual",
                                  "top_models",
                                  "top_traces"};

std::string measure_name(cost::Measure measure) {
  switch (measure) {
    case cost::Measure::Share:
      return "share";
    case cost::Measure::Tokens:
      return "tokens";
    case cost::Measure::Calls:
      return "calls";
    case cost::Measure::Cost:
      break;
  }
  return "cost";
}

Row machine_row(const Analysis& analysis, const BudgetOutcome& outcome, std::size_t place) {
  const Spending& spending = outcome.spendings[place];
  const cost::Limits& limits = spending.limits;
  const bool has_period = spending.period.has_value();
  const cost::TopParts none;
  const cost::TopParts& tops = place < outcome.tops.size() ? outcome.tops[place] : none;
  Row row;
  row.cells = {outcome.budget.name,
               keys_of(outcome, spending),
               outcome.budget.window.name(),
               has_period ? Value(spending.period->from) : Value(Unknown{}),
               has_period ? Value(spending.period->to) : Value(Unknown{}),
               spending.is_partial,
               spending.spent,
               spending.tokens,
               spending.calls,
               spending.unpriced > 0,
               measure_name(spending.measure),
               money_or_unknown(limits.cost),
               count_or_unknown(limits.tokens),
               count_or_unknown(limits.calls),
               share_or_unknown(limits.share),
               share_or_unknown(spending.ratio),
               std::string(cost::name_of(spending.verdict))};
  for (Value& value : crossing_of(analysis, spending)) row.cells.push_back(std::move(value));
  row.cells.push_back(money_or_unknown(spending.projected));
  row.cells.push_back(money_or_unknown(spending.usual));
  row.cells.emplace_back(parts_of(tops.models, "model"));
  row.cells.emplace_back(parts_of(tops.traces, "trace_id"));
  return row;
}

std::size_t count_of(const Analysis& analysis) {
  std::size_t count = 0;
  for (const BudgetOutcome& outcome : analysis.budgets) count += outcome.spendings.size();
  return count;
}

// Row i of all budgets one after the other.
Row machine_row(const Analysis& analysis, std::size_t i) {
  for (const BudgetOutcome& outcome : analysis.budgets) {
    if (i < outcome.spendings.size()) return machine_row(analysis, outcome, i);
    i -= outcome.spendings.size();
  }
  return {};
}

Table machine_table(const Analysis& analysis) {
  Table table;
  table.path = "budgets";
  table.audience = Audience::Machines;
  for (const char* path : kPaths) table.columns.push_back(machine_column(path));
  table.more_rows = {count_of(analysis),
                     [&analysis](std::size_t i) { return machine_row(analysis, i); }};
  return table;
}

std::string verdict_text(SpendingVerdict verdict) {
  if (verdict == SpendingVerdict::Beyond) return "✗ beyond";
  return verdict == SpendingVerdict::Near ? "! near" : "✓ within";
}

Tone tone_of(SpendingVerdict verdict) {
  if (verdict == SpendingVerdict::Beyond) return Tone::Bad;
  return verdict == SpendingVerdict::Near ? Tone::Warning : Tone::Plain;
}

std::string window_of(const BudgetOutcome& outcome, const Spending& spending) {
  const auto unit = outcome.budget.window.unit();
  if (!unit || !spending.period) return outcome.budget.window.name();
  const std::string name = cost::period_name(spending.period->from, *unit, outcome.budget.offset);
  return spending.is_partial ? name + " (in part)" : name;
}

Row people_row(const BudgetOutcome& outcome, const Spending& spending) {
  Row row;
  row.tone = tone_of(spending.verdict);
  const Value ratio = share_or_unknown(spending.ratio);
  row.cells = {outcome.budget.name,
               cost::who_spent(outcome, spending),
               window_of(outcome, spending),
               cost::used_of_limit(outcome, spending),
               ratio,
               verdict_text(spending.verdict),
               spending.ratio ? Value(Share{std::min<std::int64_t>(*spending.ratio, 1'000'000)})
                              : Value(Unknown{})};
  return row;
}

Table people_table_of(const Analysis& analysis) {
  Table table;
  table.title = "BUDGETS";
  table.audience = Audience::People;
  table.columns = {text_column("", ""),         text_column("", "who"), text_column("", "window"),
                   text_column("", "spent"),    people_column("used"),  text_column("", "verdict"),
                   people_column("", Fit::Drop)};
  table.columns.back().align = Align::Left;
  table.columns.back().is_bar = true;
  std::size_t hidden = 0;
  for (const BudgetOutcome& outcome : analysis.budgets) {
    const std::size_t shown = std::min(kShown, outcome.spendings.size());
    for (std::size_t i = 0; i < shown; ++i) {
      table.rows.push_back(people_row(outcome, outcome.spendings[i]));
    }
    hidden += outcome.spendings.size() - shown;
  }
  if (hidden > 0) {
    table.footnotes.push_back(
        base::counted(hidden, "more, used up less, is", "more, used up less, are") + " in JSON");
  }
  table.when_empty = "no charge belongs to anything that a budget is set for";
  return table;
}

}  // namespace

void add_budgets(const Analysis& analysis, Audience audience, Document& document) {
  if (analysis.budgets.empty()) return;
  document.blocks.emplace_back(machine_table(analysis));
  if (audience != Audience::Machines) document.blocks.emplace_back(people_table_of(analysis));
}

}  // namespace trace_cost::report
