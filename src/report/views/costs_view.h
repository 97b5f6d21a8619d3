// Who pays.
#pragma once

#include "cost/cost_table.h"
#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// `table` may be grouped by whatever dimensions; its rows add up to the ledger's total.
void add_costs(const Analysis& analysis, const cost::CostTable& table, Document& document);

}  // namespace trace_cost::report
