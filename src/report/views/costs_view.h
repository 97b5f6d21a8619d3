// Who pays.
#pragma once

#include <optional>
#include <string>

#include "cost/cost_table.h"
#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

struct CostsShown {
  Detail detail = Detail::Brief;  // Full: with the averages of a charge and of a trace
  int most_places = 8;
  std::optional<int> places = {};              // digits after the point; empty: all of most_places
  std::optional<std::string> allocation = {};  // how money without a user was shared out
  // Machines: rows are made one by one while they are printed, and people get none.
  Audience audience = Audience::Everyone;
  model::Money total = {};  // these two are filled in
  bool has_others = false;
};

// `table` may be grouped by whatever dimensions, and outlives the document; its rows add up to the
// ledger's total.
void add_costs(const Analysis& analysis, const cost::CostTable& table, CostsShown shown,
               Document& document);

}  // namespace trace_cost::report
