#include "report/views/what_if_view.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/counted.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

Table empty_table() {
  Table table;
  table.path = "what_if.rows";
  table.title = "WHAT IF";
  table.columns = {text_column("model", ""),
                   text_column("instead", "instead"),
                   number_column("calls", "calls", Fit::Drop),
                   number_column("now", "now"),
                   number_column("then", "then"),
                   number_column("difference", "difference"),
                   machine_column("not_compared")};
  return table;
}

Row row_of(const cost::WhatIfRow& row) {
  const bool has_calls = row.calls > 0;
  const auto known = [has_calls](model::Money money) {
    return has_calls ? Value(money) : Value(Unknown{});
  };
  Row out;
  out.cells = {
      row.swap.model,  row.swap.instead,          signed_count(row.calls),       known(row.now),
      known(row.then), known(row.then - row.now), signed_count(row.not_compared)};
  return out;
}

Row total_row(const cost::WhatIf& what_if) {
  Row row;
  row.audience = Audience::People;
  row.tone = Tone::Strong;
  row.cells = {"the whole capture",        "",       Unknown{}, what_if.now, what_if.then,
               what_if.then - what_if.now, Unknown{}};
  return row;
}

Facts sums(const cost::WhatIf& what_if) {
  Facts facts;
  facts.path = "what_if";
  facts.fields = {
      {"now", what_if.now}, {"then", what_if.then}, {"difference", what_if.then - what_if.now}};
  return facts;
}

}  // namespace

void add_what_if(const cost::WhatIf& what_if, Document& document) {
  document.blocks.emplace_back(sums(what_if));
  Table table = empty_table();
  std::uint64_t not_compared = 0;
  for (const cost::WhatIfRow& row : what_if.rows) {
    table.rows.push_back(row_of(row));
    not_compared += row.not_compared;
  }
  table.rows.push_back(total_row(what_if));
  table.footnotes = {"the same tokens at list price; another model may need more or fewer"};
  if (not_compared > 0) {
    table.footnotes.push_back(
        base::counted(not_compared, "call of these models stays", "calls of these models stay") +
        " as it is: no cost now, no tokens, or no price then");
  }
  document.blocks.emplace_back(std::move(table));
}

}  // namespace trace_cost::report
