// The entries of a ledger dealt out by several dimensions at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cost/dimension.h"

namespace trace_cost::cost {

// One value for each dimension, in their order; empty: has none.
using Keys = std::vector<std::optional<std::string>>;

// Key by key, with "has none" behind every name.
bool stands_before(const Keys& a, const Keys& b);

struct JointGrouping {
  std::vector<std::uint32_t> group_of;  // by entry
  std::vector<Keys> keys;               // by group; no two are equal
};

// A group for every combination of values that an entry has. Without dimensions: one group of all
// entries, which is there even when there is no entry.
JointGrouping group_by_all(const model::Ancestry& ancestry, const Ledger& ledger,
                           const std::vector<Dimension>& dimensions);

}  // namespace trace_cost::cost
