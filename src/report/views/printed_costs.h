// Amounts of a table of costs as people read them: with so many digits that they add up as printed.
#pragma once

#include <optional>
#include <vector>

#include "cost/cost_table.h"

namespace trace_cost::report {

struct PrintedCosts {
  std::vector<model::Money> rows;  // parallel to CostTable::rows
  model::Money total;              // the sum of the rows, as printed
  std::optional<int> places;       // digits of each; empty: as many as the longest needs
  bool is_rounded = false;         // some digit was left out
};

// With exactly `places` digits after the point, or, when that is empty, all that are there, up to
// `most`. Rows are rounded by the largest remainder, of equal ones the first row.
PrintedCosts printed_costs(const cost::CostTable& table, std::optional<int> places, int most);

// amount / count, half to even in the twelfth digit; empty when there is nothing to divide by.
std::optional<model::Money> average(model::Money amount, std::uint64_t count);

}  // namespace trace_cost::report
