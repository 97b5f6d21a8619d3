// What is wrong with the money, as findings.
#pragma once

#include <span>
#include <vector>

#include "cost/bill.h"
#include "cost/budget.h"
#include "cost/ledger.h"
#include "model/finding.h"

namespace trace_cost::cost {

// Every rule that this folder can raise.
std::span<const model::Rule> cost_rules();

// Unreadable and negative costs, money without a user.
std::vector<model::Finding> money_findings(const model::Ancestry& ancestry, const Ledger& ledger,
                                           const model::AttributeSelection& selection);
// One finding for each of the spendings() of `budget` that went beyond it.
std::vector<model::Finding> budget_findings(const Budget& budget,
                                            const std::vector<Spending>& spendings,
                                            const model::Capture& capture);
// Empty when the two agree within the margin.
std::vector<model::Finding> bill_findings(const BillComparison& comparison, const Margin& margin,
                                          const Ledger& ledger);

}  // namespace trace_cost::cost
