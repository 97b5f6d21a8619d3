// What the windows of a budget say beside their sums: whether they are whole, where they lead, and
// whether they are unlike the ones before.
#pragma once

#include <optional>

#include "cost/spending.h"

namespace trace_cost::cost {

// The first start and the last end or start of all spans; empty when no time is known.
std::optional<Period> capture_times(const model::Capture& capture);

// Marks periods that the capture does not cover. Where the budget asks for a forecast: what the
// period at the capture's end will come to at its pace so far. A twentieth of it must be covered.
void look_ahead(const std::optional<Period>& covered, BudgetOutcome& outcome);

// Where the budget asks for anomalies: finds them. `outcome` has the spendings of equal keys side
// by side, in order of time. At least three earlier windows in which these keys spent are needed.
void compare_with_usual(BudgetOutcome& outcome);

}  // namespace trace_cost::cost
