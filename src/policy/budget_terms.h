// What was agreed on a budget beyond the words of --budget.
#pragma once

#include "policy/policy.h"

namespace trace_cost::policy {

// Adds what the words do not say to the budget that was read from them.
void complete(const BudgetTerms& terms, cost::Budget& budget);

}  // namespace trace_cost::policy
