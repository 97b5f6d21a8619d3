#include "report/views/reconcile_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/counted.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using cost::BillPair;
using cost::BillRow;
using cost::NotCompared;
using policy::Outcome;

std::string words_for(cost::BillVerdict verdict) {
  switch (verdict) {
    case cost::BillVerdict::Matched:
      return "✓ matched";
    case cost::BillVerdict::Untraced:
      return "✗ untraced";
    case cost::BillVerdict::OverCounted:
      return "✗ over-counted";
    case cost::BillVerdict::Price:
      break;
  }
  return "✗ price";
}

Line headline(const policy::BillJudgement& verdict) {
  switch (verdict.outcome) {
    case Outcome::Passed:
      return {{"✓ bill and traces agree: " + verdict.why, Tone::Good}};
    case Outcome::Failed:
      return {{"✗ bill and traces differ: " + verdict.why, Tone::Bad}};
    case Outcome::NotEvaluated:
      break;
  }
  return {{"? bill and traces cannot be compared: " + verdict.why, Tone::Warning}};
}

Line bill_line(const cost::Bill& bill) {
  const std::string days = bill.days ? " · " + cost::to_text(*bill.days, bill.offset) : "";
  std::string remarks;
  for (const std::string& remark : bill.remarks) remarks += " · " + remark;
  return {{fmt::format("{} · {} · {}{}{}", bill.name, bill.form,
                       base::counted(bill.lines, "line", "lines"), days, remarks),
           Tone::Dim}};
}

Notes heading(const ReconcileResults& results) {
  Notes notes;
  notes.lines.push_back(headline(results.verdict));
  for (const cost::Bill& bill : results.bills) notes.lines.push_back(bill_line(bill));
  return notes;
}

Value text_or_unknown(const std::string& text) {
  return text.empty() ? Value(Unknown{}) : Value(text);
}

Value day_value(const BillRow& row) {
  return row.days ? Value(cost::to_text(*row.days, row.offset)) : Value(Unknown{});
}

Value tokens_value(const std::optional<model::TokenCount>& tokens) {
  return tokens ? Value(tokens->value) : Value(Unknown{});
}

Value share_value(const BillPair& pair) {
  const auto share = model::millionths(pair.difference(), pair.billed);
  return share ? Value(Share{*share}) : Value(Unknown{});
}

Table bills_table(const std::vector<cost::Bill>& bills) {
  Table table;
  table.path = "bills";
  table.audience = Audience::Machines;
  for (const char* path : {"name", "format", "lines", "days", "remarks"}) {
    table.columns.push_back(machine_column(path));
  }
  for (const cost::Bill& bill : bills) {
    const Value days = bill.days ? Value(cost::to_text(*bill.days, bill.offset)) : Value(Unknown{});
    Row row;
    row.cells = {bill.name, bill.form, signed_count(bill.lines), days, Texts(bill.remarks)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Facts sums(const ReconcileResults& results) {
  const BillPair& total = results.reconciliation.total;
  Facts facts;
  facts.path = "reconciliation";
  facts.fields = {{"currency", "USD"},
                  {"billed", total.billed},
                  {"traced", total.traced},
                  {"difference", total.difference()},
                  {"allowed", total.allowed},
                  {"margin", results.reconciliation.margin.text},
                  {"verdict", std::string(cost::name_of(total.verdict))},
                  {"cause", text_or_unknown(results.reconciliation.total_cause)}};
  return facts;
}

Table empty_rows_table() {
  Table table;
  table.path = "reconciliation.rows";
  table.title = "THE BILL";
  const auto for_people = [](const char* title, Fit fit) {
    Column column = text_column("", title);
    column.audience = Audience::People;
    column.fit = fit;
    return column;
  };
  table.columns = {for_people("day", Fit::Keep),
                   for_people("provider", Fit::Shrink),
                   for_people("model", Fit::Shrink),
                   machine_column("days"),
                   machine_column("provider"),
                   machine_column("model"),
                   number_column("billed", "billed"),
                   number_column("traced", "traced"),
                   number_column("difference", "difference", Fit::Drop),
                   people_column("of the bill", Fit::Drop),
                   for_people("", Fit::Keep),
                   machine_column("verdict"),
                   machine_column("allowed"),
                   machine_column("tokens.billed"),
                   machine_column("tokens.traced"),
                   machine_column("charges"),
                   machine_column("unpriced"),
                   machine_column("partly_captured"),
                   machine_column("cause")};
  table.when_empty = "nothing on the bill can be compared with these traces";
  return table;
}

Row pair_row(const BillRow& row, std::vector<Value> names) {
  const BillPair& pair = row.pair;
  Row out;
  out.cells = std::move(names);
  out.cells.insert(
      out.cells.end(),
      {pair.billed, pair.traced, pair.difference(), share_value(pair), words_for(pair.verdict),
       std::string(cost::name_of(pair.verdict)), pair.allowed, tokens_value(pair.billed_tokens),
       tokens_value(pair.traced_tokens), signed_count(pair.charges), signed_count(pair.unpriced),
       row.is_partly_captured, text_or_unknown(row.cause)});
  if (pair.verdict != cost::BillVerdict::Matched) out.tone = Tone::Bad;
  return out;
}

Row bill_row(const BillRow& row) {
  const Value days = day_value(row);
  const std::string mark = row.is_partly_captured ? " *" : "";
  const std::string shown = row.days ? cost::to_text(*row.days, row.offset) + mark : "(all)";
  return pair_row(row, {shown, row.provider.empty() ? "(all)" : row.provider,
                        row.model.empty() ? "(all)" : row.model, days,
                        text_or_unknown(row.provider), text_or_unknown(row.model)});
}

Row total_row(const cost::Reconciliation& reconciliation) {
  BillRow total;
  total.pair = reconciliation.total;
  Row row = pair_row(total, {"total", "", "", Unknown{}, Unknown{}, Unknown{}});
  row.audience = Audience::People;
  if (row.tone == Tone::Plain) row.tone = Tone::Strong;
  return row;
}

Table rows_table(const cost::Reconciliation& reconciliation) {
  Table table = empty_rows_table();
  bool is_partly_captured = false;
  for (const BillRow& row : reconciliation.rows) {
    table.rows.push_back(bill_row(row));
    is_partly_captured = is_partly_captured || row.is_partly_captured;
  }
  if (!table.rows.empty()) table.rows.push_back(total_row(reconciliation));
  if (is_partly_captured) {
    table.footnotes.emplace_back("* the capture holds only a part of these days");
  }
  table.footnotes.push_back(
      fmt::format("margin {}, for the total and for each row", reconciliation.margin.text));
  return table;
}

std::string name_of(const BillRow& row) {
  std::string name = row.days ? cost::to_text(*row.days, row.offset) : "";
  for (const std::string& part : {row.provider, row.model}) {
    if (!part.empty()) name += (name.empty() ? "" : " ") + part;
  }
  return name.empty() ? "all" : name;
}

// Why the rows differ, the largest difference first.
Notes causes(const cost::Reconciliation& reconciliation) {
  constexpr std::size_t kMost = 10;
  std::vector<const BillRow*> beyond;
  for (const BillRow& row : reconciliation.rows) {
    if (!row.cause.empty()) beyond.push_back(&row);
  }
  const auto size_of = [](const BillRow* row) {
    const model::Money difference = row->pair.difference();
    return difference < model::Money{} ? -difference : difference;
  };
  std::stable_sort(beyond.begin(), beyond.end(),
                   [&](const BillRow* a, const BillRow* b) { return size_of(a) > size_of(b); });
  Notes notes;
  notes.title = beyond.empty() ? "" : "LIKELY CAUSES";
  if (!reconciliation.total_cause.empty() && reconciliation.rows.size() > 1) {
    notes.lines.push_back({{"total: ", Tone::Strong}, {reconciliation.total_cause}});
  }
  for (std::size_t i = 0; i < std::min(beyond.size(), kMost); ++i) {
    notes.lines.push_back({{name_of(*beyond[i]) + ": ", Tone::Strong}, {beyond[i]->cause}});
  }
  if (beyond.size() > kMost) {
    notes.lines.push_back(
        {{fmt::format("and {} more (--format json has all)", beyond.size() - kMost), Tone::Dim}});
  }
  return notes;
}

std::string amount_text(const NotCompared& item) {
  return item.currency == "USD" ? item.amount.dollars()
                                : fmt::format("{} {}", item.amount.plain(), item.currency);
}

Table not_compared_table(const cost::Reconciliation& reconciliation) {
  Table table;
  table.path = "reconciliation.not_compared";
  table.title = "NOT COMPARABLE";
  Column amount = number_column("", "amount");
  amount.audience = Audience::People;
  table.columns = {text_column("side", "of"),
                   text_column("what", "what"),
                   amount,
                   machine_column("amount"),
                   machine_column("currency"),
                   number_column("count", "lines", Fit::Drop),
                   text_column("reason", "because")};
  for (const NotCompared& item : reconciliation.not_compared) {
    const bool is_billed = item.side == NotCompared::Side::Bill;
    Row row;
    row.cells = {
        is_billed ? "bill" : "traces", item.what,  amount_text(item), item.amount, item.currency,
        signed_count(item.count),      item.reason};
    row.tone = Tone::Dim;
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table scaled_table(const ReconcileResults& results) {
  Table table;
  table.path = "scaled.rows";
  table.title = "WHO PAYS, SCALED TO THE BILL";
  table.columns = {machine_column("user"), text_column("", ""), number_column("traced", "traced"),
                   number_column("adjustment", "adjustment"), number_column("cost", "scaled cost")};
  model::Money traced;
  model::Money scaled;
  for (const ScaledUser& user : results.scaled) {
    traced += user.traced;
    scaled += user.scaled;
    Row row;
    row.cells = {user.user ? Value(*user.user) : Value(Unknown{}), user.user.value_or("(nobody)"),
                 user.traced, user.scaled - user.traced, user.scaled};
    if (!user.user) row.tone = Tone::Dim;
    table.rows.push_back(std::move(row));
  }
  Row total;
  total.cells = {Unknown{}, "total", traced, scaled - traced, scaled};
  total.tone = Tone::Strong;
  total.audience = Audience::People;
  if (!table.rows.empty()) table.rows.push_back(std::move(total));
  table.footnotes.emplace_back(
      "an estimate: what the bill has more or less than the traces is dealt out in proportion");
  return table;
}

}  // namespace

void add_reconciliation(const ReconcileResults& results, Document& document) {
  document.blocks.emplace_back(heading(results));
  document.blocks.emplace_back(bills_table(results.bills));
  document.blocks.emplace_back(sums(results));
  document.blocks.emplace_back(rows_table(results.reconciliation));
  document.blocks.emplace_back(causes(results.reconciliation));
  document.blocks.emplace_back(not_compared_table(results.reconciliation));
  if (!results.scaled.empty()) document.blocks.emplace_back(scaled_table(results));
  Facts facts;
  facts.fields = {{"verdict", std::string(policy::name_of(results.verdict.outcome))}};
  document.blocks.emplace_back(std::move(facts));
}

}  // namespace trace_cost::report
