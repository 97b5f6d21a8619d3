#include "policy/budget_terms.h"

namespace trace_cost::policy {

void complete(const BudgetTerms& terms, cost::Budget& budget) {
  if (!terms.name.empty()) budget.name = terms.name;
  // What an option says comes last, for of the same keys the last counts.
  budget.overrides.insert(budget.overrides.begin(), terms.overrides.begin(), terms.overrides.end());
  if (!budget.warn_at) budget.warn_at = terms.warn_at;
  budget.on_breach = terms.on_breach;
  budget.forecast = terms.forecast;
  budget.anomaly = terms.anomaly;
}

}  // namespace trace_cost::policy
