// How far the budgets are used up.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// Machines see every combination of keys and window under `budgets`; people the worst of each
// budget. Nothing when there is no budget. Refers to `analysis`, which must outlive the document.
void add_budgets(const Analysis& analysis, Audience audience, Document& document);

}  // namespace trace_cost::report
