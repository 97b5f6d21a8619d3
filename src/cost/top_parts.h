// Who and what a breach of a budget is made of.
#pragma once

#include "cost/spending.h"

namespace trace_cost::cost {

// Fills BudgetOutcome::tops for those spendings that went beyond a limit, but no more than the
// worst hundred.
void find_top_parts(const model::Ancestry& ancestry, const Ledger& ledger, const FieldKeys& keys,
                    BudgetOutcome& outcome);

}  // namespace trace_cost::cost
