// What is wrong with the money, as findings.
#pragma once

#include <span>
#include <vector>

#include "cost/bill.h"
#include "cost/ledger.h"
#include "model/finding.h"

namespace trace_cost::cost {

// Every rule that this folder can raise, but for those of budget_findings.h.
std::span<const model::Rule> cost_rules();

// Unreadable and negative costs, money without a user.
std::vector<model::Finding> money_findings(const model::Ancestry& ancestry, const Ledger& ledger,
                                           const model::AttributeSelection& selection);
// Empty when the two agree within the margin.
std::vector<model::Finding> bill_findings(const BillComparison& comparison, const Margin& margin,
                                          const Ledger& ledger);

}  // namespace trace_cost::cost
