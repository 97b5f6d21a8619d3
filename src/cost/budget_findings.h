// What budgets have to say, as findings.
#pragma once

#include <span>
#include <vector>

#include "cost/spending.h"
#include "model/finding.h"

namespace trace_cost::cost {

// Every rule that a budget can raise.
std::span<const model::Rule> budget_rules();

// For each combination of keys at most one finding of each rule, about its worst window; beyond the
// worst twenty of a rule one for all others together.
std::vector<model::Finding> budget_findings(const BudgetOutcome& outcome,
                                            const model::Capture& capture);

}  // namespace trace_cost::cost
