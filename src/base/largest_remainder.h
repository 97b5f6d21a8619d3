// Whole units dealt out so that they add up exactly (Hamilton's method): every part gets its share
// rounded down, and the units that are left go one each to the largest remainders, of equal ones to
// the first.
#pragma once

#include <span>
#include <vector>

#include "base/decimal.h"

namespace trace_cost::base {

// `amount` in proportion to `weights`, which count as zero where they are negative. Adds up to
// `amount`; all zero when no weight is above zero. |amount| and the sum of weights are below 2^125.
std::vector<Int128> split_by_weight(Int128 amount, std::span<const Int128> weights);

// Each of all as a multiple of `step` that is less than a step away from it. Adds up to the sum of
// all, rounded to a multiple of `step` half to even. Precondition: step > 0.
std::vector<Int128> rounded_together(std::span<const Int128> all, Int128 step);

// Half to even, to a multiple of `step`.
Int128 rounded_to(Int128 units, Int128 step);

}  // namespace trace_cost::base
