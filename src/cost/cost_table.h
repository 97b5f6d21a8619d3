// The ledger summed up by one or more dimensions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cost/joint_grouping.h"
#include "cost/wasted.h"

namespace trace_cost::cost {

struct CostRow {
  Keys keys;  // parallel to CostTable::by
  model::Money cost;
  std::uint64_t traces = 0;  // distinct traces with an entry in this row
  std::uint64_t charges = 0;
  TokenUsage tokens;
  std::array<model::Money, kBases> basis;  // by Basis: how the money is known
  std::array<model::Money, kVias> via;     // by Via: how the user of the money was found
  model::Money wasted;                     // of `cost`: on calls that came to nothing (wasted.h)
  model::Money allocated;  // of `cost`: moved here from money without a user; below zero: from here
  std::uint64_t others = 0;  // how many rows were summed up in this one; 0: it is a row of its own
};

// Rows by cost, largest first, then by keys, with "has none" behind every name. They add up to the
// ledger's total exactly.
struct CostTable {
  std::vector<std::string> by;
  std::vector<CostRow> rows;
};

// `wasted` by entry; may be empty.
CostTable sum_costs(const model::Ancestry& ancestry, const Ledger& ledger,
                    const std::vector<Dimension>& by, std::span<const Waste> wasted = {});

// Puts the rows in their order.
void sort_rows(CostTable& table);

// What a table was made with, and how many rows of it are to stay.
struct TopRows {
  const std::vector<Dimension>& by;
  std::size_t most = 0;
};

// Leaves the first rows, and sums up all others in one behind them, whose keys are empty. A row
// without any key stays beside them wherever it stands: money of nobody is always shown. `wasted`
// as above.
void keep_top(const TopRows& top, const model::Ancestry& ancestry, const Ledger& ledger,
              std::span<const Waste> wasted, CostTable& table);

}  // namespace trace_cost::cost
