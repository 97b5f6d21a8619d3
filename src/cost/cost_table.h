// The ledger summed up by one or more dimensions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cost/joint_grouping.h"

namespace trace_cost::cost {

struct CostRow {
  Keys keys;  // parallel to CostTable::by
  model::Money cost;
  std::uint64_t traces = 0;  // distinct traces with an entry in this row
  std::uint64_t charges = 0;
  TokenUsage tokens;
  std::array<model::Money, kBases> basis;  // by Basis: how the money is known
  std::array<model::Money, kVias> via;     // by Via: how the user of the money was found
};

// Rows by cost, largest first, then by keys, with "has none" behind every name. They add up to the
// ledger's total exactly.
struct CostTable {
  std::vector<std::string> by;
  std::vector<CostRow> rows;
};

CostTable sum_costs(const model::Ancestry& ancestry, const Ledger& ledger,
                    const std::vector<Dimension>& by);

}  // namespace trace_cost::cost
