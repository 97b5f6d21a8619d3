#include "report/views/costs_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "base/counted.h"
#include "base/largest_remainder.h"
#include "report/views/ledger_view.h"
#include "report/views/printed_costs.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

Value tokens_value(const std::optional<model::TokenCount>& count) {
  return count ? Value(count->value) : Value(Unknown{});
}

Value share_value(model::Money part, model::Money whole) {
  const auto share = model::millionths(part, whole);
  return share ? Value(Share{*share}) : Value(Unknown{});
}

model::Money via(const cost::CostRow& row, cost::Via how) {
  return row.via[static_cast<std::size_t>(how)];
}

model::Money basis(const cost::CostRow& row, cost::Basis how) {
  return row.basis[static_cast<std::size_t>(how)];
}

std::string title_of(const cost::CostTable& table) {
  if (table.by == std::vector<std::string>{"user"}) return "WHO PAYS";
  return fmt::format("COST BY {}", fmt::join(table.by, ", "));
}

void add_averages(const std::optional<int>& places, Table& out) {
  for (const char* title : {"per charge", "per trace"}) {
    Column column = people_column(title, Fit::Drop);
    column.places = places;
    out.columns.push_back(std::move(column));
  }
}

Table empty_cost_table(const cost::CostTable& table, const CostsShown& shown,
                       const std::optional<int>& places) {
  Table out;
  out.path = "costs.rows";
  out.title = title_of(table);
  for (const std::string& name : table.by) {
    out.columns.push_back(machine_column(name));
    Column shown_name = text_column("", table.by.size() > 1 ? name : "");
    shown_name.audience = Audience::People;
    out.columns.push_back(std::move(shown_name));
  }
  out.columns.push_back(machine_column("cost"));
  out.columns.push_back(people_column("cost"));
  out.columns.back().places = places;
  out.columns.push_back(number_column("share", "share"));
  out.columns.push_back(number_column("traces", "traces", Fit::Drop));
  out.columns.push_back(number_column("charges", "charges", Fit::Drop));
  out.columns.push_back(number_column("tokens.input", "tokens in", Fit::Drop));
  out.columns.push_back(number_column("tokens.output", "tokens out", Fit::Drop));
  if (shown.detail == Detail::Full) add_averages(places, out);
  out.columns.push_back(machine_column("tokens.cache_read"));
  out.columns.push_back(machine_column("tokens.cache_write"));
  out.columns.push_back(machine_column("basis.explicit"));
  out.columns.push_back(machine_column("basis.derived"));
  out.columns.push_back(machine_column("via.self"));
  out.columns.push_back(machine_column("via.ancestor"));
  out.columns.push_back(machine_column("via.trace"));
  out.columns.push_back(machine_column("via.stitch"));
  out.columns.push_back(machine_column("via.session"));
  out.columns.push_back(machine_column("via.resource"));
  out.columns.push_back(machine_column("via.ambiguous"));
  out.columns.push_back(machine_column("via.nobody"));
  out.columns.push_back(machine_column("wasted"));
  out.columns.push_back(machine_column("cost_per_charge"));
  out.columns.push_back(machine_column("cost_per_trace"));
  if (shown.allocation) out.columns.push_back(machine_column("allocated"));
  if (shown.has_others) out.columns.push_back(machine_column("others"));
  Column bar = number_column("", "", Fit::Drop);
  bar.align = Align::Left;
  bar.is_bar = true;
  bar.audience = Audience::People;
  out.columns.push_back(std::move(bar));
  out.when_empty = "no span carries a cost (cost.usd; --cost-key KEY reads another attribute)";
  return out;
}

std::string key_text(const cost::CostRow& row, std::size_t place, const std::string& by) {
  if (row.keys[place]) return *row.keys[place];
  if (row.others == 0) return by == "user" ? "(nobody)" : "(none)";
  return place > 0 ? "" : "(" + base::counted(row.others, "other", "others") + ")";
}

Value average_value(model::Money cost, std::uint64_t count) {
  return money_or_unknown(average(cost, count));
}

// What people read is rounded like the cost beside it.
Value shown_average(model::Money cost, std::uint64_t count, int places) {
  const auto exact = average(cost, count);
  if (!exact) return Unknown{};
  base::Int128 step = 1;
  for (int i = places; i < model::Money::kScale; ++i) step *= 10;
  return model::Money::from_picos(base::rounded_to(exact->picos(), step));
}

void add_cells(std::vector<Value> cells, Row& row) {
  row.cells.insert(row.cells.end(), std::make_move_iterator(cells.begin()),
                   std::make_move_iterator(cells.end()));
}

void add_average_cells(const cost::CostRow& row, const CostsShown& shown, Row& out) {
  if (shown.detail != Detail::Full) return;
  const int places = shown.places.value_or(shown.most_places);
  add_cells({shown_average(row.cost, row.charges, places),
             shown_average(row.cost, row.charges > 0 ? row.traces : 0, places)},
            out);
}

void add_machine_cells(const cost::CostRow& row, const CostsShown& shown, Row& out) {
  add_cells(
      {tokens_value(row.tokens.cache_read), tokens_value(row.tokens.cache_write),
       basis(row, cost::Basis::Explicit) + basis(row, cost::Basis::Provider),
       basis(row, cost::Basis::Derived), via(row, cost::Via::Self), via(row, cost::Via::Ancestor),
       via(row, cost::Via::Trace), via(row, cost::Via::Stitch), via(row, cost::Via::Session),
       via(row, cost::Via::Resource), via(row, cost::Via::Ambiguous), via(row, cost::Via::Nobody),
       row.wasted, average_value(row.cost, row.charges),
       average_value(row.cost, row.charges > 0 ? row.traces : 0)},
      out);
  if (shown.allocation) out.cells.emplace_back(row.allocated);
  if (shown.has_others) out.cells.emplace_back(signed_count(row.others));
}

Row cost_row(const cost::CostRow& row, const cost::CostTable& table, model::Money printed,
             const CostsShown& shown) {
  Row out;
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    out.cells.push_back(row.keys[i] ? Value(*row.keys[i]) : Value(Unknown{}));
    out.cells.emplace_back(key_text(row, i, table.by[i]));
  }
  const bool is_known = row.charges > 0 || !row.allocated.is_zero();
  const Value share = is_known ? share_value(row.cost, shown.total) : Value(Unknown{});
  add_cells(
      {is_known ? Value(row.cost) : Value(Unknown{}), is_known ? Value(printed) : Value(Unknown{}),
       share, signed_count(row.traces), signed_count(row.charges), tokens_value(row.tokens.input),
       tokens_value(row.tokens.output)},
      out);
  add_average_cells(row, shown, out);
  add_machine_cells(row, shown, out);
  out.cells.push_back(share);
  const bool is_nobody = std::any_of(row.keys.begin(), row.keys.end(),
                                     [](const auto& key) { return !key.has_value(); });
  if (is_nobody) out.tone = Tone::Dim;
  return out;
}

std::size_t distinct_traces(const Analysis& analysis) {
  std::size_t traces = 0;
  model::TraceIndex last;
  for (const cost::Entry& entry : analysis.ledger.entries) {  // in span order, so trace by trace
    const model::TraceIndex trace = analysis.capture->trace_of(entry.span);
    traces += trace != last ? 1 : 0;
    last = trace;
  }
  return traces;
}

Row total_row(const Analysis& analysis, std::size_t dimensions, model::Money printed,
              const CostsShown& shown) {
  cost::CostRow total;
  for (const cost::Entry& entry : analysis.ledger.entries) total.tokens += entry.tokens.usage();
  total.cost = analysis.ledger.total;
  total.charges = analysis.ledger.charges;
  total.traces = distinct_traces(analysis);
  Row row;
  row.audience = Audience::People;
  row.tone = Tone::Strong;
  for (std::size_t i = 0; i < dimensions; ++i) {
    add_cells({Unknown{}, Value(i == 0 ? "total" : "")}, row);
  }
  add_cells({total.cost, printed, share_value(total.cost, total.cost), signed_count(total.traces),
             signed_count(total.charges), tokens_value(total.tokens.input),
             tokens_value(total.tokens.output)},
            row);
  add_average_cells(total, shown, row);
  return row;
}

Facts sums(const cost::Ledger& ledger, const cost::CostTable& table, const CostsShown& shown) {
  Facts facts;
  facts.path = "costs";
  facts.fields = {{"currency", "USD"},
                  {"total", ledger.total},
                  {"attributed", ledger.attributed},
                  {"unattributed", ledger.total - ledger.attributed},
                  {"by", Texts(table.by)}};
  if (shown.allocation) facts.fields.push_back({"allocation", *shown.allocation});
  return facts;
}

Facts gaps(const cost::Ledger& ledger, const cost::Wasted& wasted) {
  Facts facts;
  facts.path = "costs";
  facts.fields = {{"suppressed.cost", ledger.suppressed_total},
                  {"suppressed.charges", signed_count(ledger.suppressed_charges)},
                  {"unpriced.spans", signed_count(ledger.unpriced)},
                  {"unpriced.models", Texts(ledger.unpriced_models)},
                  {"unmeasured.spans", signed_count(ledger.unmeasured.size())},
                  {"wasted.cost", wasted.all().cost},
                  {"wasted.charges", signed_count(wasted.all().charges)},
                  {"wasted.retried.cost", wasted.retried.cost},
                  {"wasted.retried.charges", signed_count(wasted.retried.charges)},
                  {"wasted.failed.cost", wasted.failed.cost},
                  {"wasted.failed.charges", signed_count(wasted.failed.charges)}};
  return facts;
}

// "$0.0004 wasted on 1 retry, $0.0001 on 2 failed calls"
std::string wasted_note(const cost::Wasted& wasted) {
  std::string note;
  if (wasted.retried.charges > 0) {
    note = wasted.retried.cost.dollars() + " wasted on " +
           base::counted(wasted.retried.charges, "retry", "retries");
  }
  if (wasted.failed.charges > 0) {
    note += (note.empty() ? "" : ", ") + wasted.failed.cost.dollars() +
            (note.empty() ? " wasted on " : " on ") +
            base::counted(wasted.failed.charges, "failed call", "failed calls");
  }
  return note;
}

std::vector<std::string> notes_of(const Analysis& analysis, const PrintedCosts& printed,
                                  const CostsShown& shown) {
  std::vector<std::string> notes = ledger_notes(analysis);
  if (std::string note = wasted_note(analysis.wasted); !note.empty()) {
    notes.insert(notes.begin(), std::move(note));
  }
  if (shown.allocation) {
    notes.push_back(fmt::format("{} of nobody shared out: {}",
                                (analysis.ledger.total - analysis.ledger.attributed).dollars(),
                                *shown.allocation));
  }
  if (printed.is_rounded) {
    notes.emplace_back(
        "amounts are rounded so that they add up as printed; --exact shows all digits");
  }
  return notes;
}

void add_rows(const Analysis& analysis, const cost::CostTable& table, const PrintedCosts& printed,
              const CostsShown& shown, Table& rows) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    rows.rows.push_back(cost_row(table.rows[i], table, printed.rows[i], shown));
  }
  if (rows.rows.empty()) return;
  rows.rows.push_back(total_row(analysis, table.by.size(), printed.total, shown));
}

}  // namespace

void add_costs(const Analysis& analysis, const cost::CostTable& table, CostsShown shown,
               Document& document) {
  shown.total = analysis.ledger.total;
  shown.has_others = std::any_of(table.rows.begin(), table.rows.end(),
                                 [](const cost::CostRow& row) { return row.others > 0; });
  PrintedCosts printed = printed_costs(table, shown.places, shown.most_places);
  document.blocks.emplace_back(sums(analysis.ledger, table, shown));
  Table rows = empty_cost_table(table, shown, printed.places);
  rows.footnotes = notes_of(analysis, printed, shown);
  if (shown.audience == Audience::Machines) {
    rows.more_rows = {table.rows.size(),
                      [&table, shown, printed = std::move(printed)](std::size_t i) {
                        return cost_row(table.rows[i], table, printed.rows[i], shown);
                      }};
  } else {
    add_rows(analysis, table, printed, shown, rows);
  }
  document.blocks.emplace_back(std::move(rows));
  document.blocks.emplace_back(gaps(analysis.ledger, analysis.wasted));
  add_recoverable(analysis.recoverable, document);
}

}  // namespace trace_cost::report
