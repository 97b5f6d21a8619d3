#include "report/views/costs_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/counted.h"
#include "report/views/ledger_view.h"
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

Table empty_cost_table(const cost::CostTable& table) {
  Table out;
  out.path = "costs.rows";
  out.title = title_of(table);
  for (const std::string& name : table.by) {
    out.columns.push_back(machine_column(name));
    out.columns.push_back(text_column("", table.by.size() > 1 ? name : ""));
  }
  out.columns.push_back(number_column("cost", "cost"));
  out.columns.push_back(number_column("share", "share"));
  out.columns.push_back(number_column("traces", "traces", Fit::Drop));
  out.columns.push_back(number_column("charges", "charges", Fit::Drop));
  out.columns.push_back(number_column("tokens.input", "tokens in", Fit::Drop));
  out.columns.push_back(number_column("tokens.output", "tokens out", Fit::Drop));
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
  Column bar = number_column("", "", Fit::Drop);
  bar.align = Align::Left;
  bar.is_bar = true;
  bar.audience = Audience::People;
  out.columns.push_back(std::move(bar));
  out.when_empty = "no span carries a cost (cost.usd; --cost-key KEY reads another attribute)";
  return out;
}

Row cost_row(const cost::CostRow& row, const std::vector<std::string>& by, model::Money total) {
  Row out;
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    const std::string none = by[i] == "user" ? "(nobody)" : "(none)";
    out.cells.push_back(row.keys[i] ? Value(*row.keys[i]) : Value(Unknown{}));
    out.cells.emplace_back(row.keys[i].value_or(none));
  }
  const bool is_known = row.charges > 0;
  const Value share = is_known ? share_value(row.cost, total) : Value(Unknown{});
  const Value cost = is_known ? Value(row.cost) : Value(Unknown{});
  out.cells.insert(
      out.cells.end(),
      {cost, share, static_cast<std::int64_t>(row.traces), static_cast<std::int64_t>(row.charges),
       tokens_value(row.tokens.input), tokens_value(row.tokens.output),
       tokens_value(row.tokens.cache_read), tokens_value(row.tokens.cache_write),
       basis(row, cost::Basis::Explicit) + basis(row, cost::Basis::Provider),
       basis(row, cost::Basis::Derived), via(row, cost::Via::Self), via(row, cost::Via::Ancestor),
       via(row, cost::Via::Trace), via(row, cost::Via::Stitch), via(row, cost::Via::Session),
       via(row, cost::Via::Resource), via(row, cost::Via::Ambiguous), via(row, cost::Via::Nobody),
       share});
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

Row total_row(const Analysis& analysis, std::size_t dimensions) {
  cost::TokenUsage tokens;
  for (const cost::Entry& entry : analysis.ledger.entries) tokens += entry.tokens.usage();
  Row row;
  row.audience = Audience::People;
  row.tone = Tone::Strong;
  for (std::size_t i = 0; i < dimensions; ++i) {
    row.cells.insert(row.cells.end(), {Unknown{}, Value(i == 0 ? "total" : "")});
  }
  const model::Money total = analysis.ledger.total;
  row.cells.insert(row.cells.end(), {total, share_value(total, total),
                                     static_cast<std::int64_t>(distinct_traces(analysis)),
                                     static_cast<std::int64_t>(analysis.ledger.charges),
                                     tokens_value(tokens.input), tokens_value(tokens.output)});
  row.cells.resize(row.cells.size() + 13, Unknown{});
  return row;
}

Facts sums(const cost::Ledger& ledger, const cost::CostTable& table) {
  Facts facts;
  facts.path = "costs";
  facts.fields = {{"currency", "USD"},
                  {"total", ledger.total},
                  {"attributed", ledger.attributed},
                  {"unattributed", ledger.total - ledger.attributed},
                  {"by", Texts(table.by)}};
  return facts;
}

Facts gaps(const cost::Ledger& ledger) {
  Facts facts;
  facts.path = "costs";
  facts.fields = {{"suppressed.cost", ledger.suppressed_total},
                  {"suppressed.charges", signed_count(ledger.suppressed_charges)},
                  {"unpriced.spans", signed_count(ledger.unpriced)},
                  {"unpriced.models", Texts(ledger.unpriced_models)},
                  {"unmeasured.spans", signed_count(ledger.unmeasured.size())}};
  return facts;
}

}  // namespace

void add_costs(const Analysis& analysis, const cost::CostTable& table, Document& document) {
  document.blocks.emplace_back(sums(analysis.ledger, table));
  Table rows = empty_cost_table(table);
  for (const cost::CostRow& row : table.rows) {
    rows.rows.push_back(cost_row(row, table.by, analysis.ledger.total));
  }
  if (!rows.rows.empty()) rows.rows.push_back(total_row(analysis, table.by.size()));
  rows.footnotes = ledger_notes(analysis);
  document.blocks.emplace_back(std::move(rows));
  document.blocks.emplace_back(gaps(analysis.ledger));
  add_recoverable(analysis.recoverable, document);
}

}  // namespace trace_cost::report
