// What both sides say about the same days, provider and model, side by side.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cost/bill/bill_scope.h"
#include "cost/reconciliation.h"

namespace trace_cost::cost {

// The rows of all places, not judged yet, by days, provider and model. `models` names the groups of
// BillPlace::traced; `window` is the time that was captured.
std::vector<BillRow> bill_rows(const std::map<std::string, ProviderScope>& scopes,
                               const Grouping& models, const std::optional<Days>& window);

// Adds what `more` says of both sides.
void add_pair(const BillPair& more, BillPair& sum);

}  // namespace trace_cost::cost
