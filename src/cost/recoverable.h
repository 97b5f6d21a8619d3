// Money of nobody whose user is known across a broken trace: what the lost trace context has cost.
#pragma once

#include <string>
#include <vector>

#include "cost/ledger.h"
#include "cost/stitched_users.h"

namespace trace_cost::cost {

struct RecoverableRow {
  std::string user;
  model::Money cost;
};

// By cost, largest first, then by user; they add up to `total`.
struct Recoverable {
  model::Money total;
  std::vector<RecoverableRow> rows;
};

// Of a ledger that was written without `stitched`.
Recoverable recoverable_by(const StitchedUsers& stitched, const model::Ancestry& ancestry,
                           const model::KeyRanking& users, const Ledger& ledger);

}  // namespace trace_cost::cost
