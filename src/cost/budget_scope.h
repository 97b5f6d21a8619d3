// Which entries of a ledger a budget is about, dealt out by its keys, and which limits hold there.
#pragma once

#include <vector>

#include "cost/budget.h"
#include "cost/ledger.h"

namespace trace_cost::cost {

struct DatedEntry {
  std::uint32_t group = 0;
  model::Instant start;     // may be unknown, which stands before every time
  std::uint32_t entry = 0;  // of the ledger
};

struct BudgetScope {
  std::vector<Keys> keys;           // by group
  std::vector<DatedEntry> entries;  // those in scope, by group, start, then entry
};
BudgetScope scope_of(const Budget& budget, const model::Ancestry& ancestry, const Ledger& ledger);

// By group: the limits of `budget` with its overrides.
std::vector<Limits> limits_of(const Budget& budget, const std::vector<Keys>& keys);

}  // namespace trace_cost::cost
