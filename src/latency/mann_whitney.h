// Whether two sets of values come from the same distribution: the rank test of Mann and Whitney,
// which asks nothing of the shape of the distribution.
#pragma once

#include <cstdint>
#include <span>

namespace trace_cost::latency {

// The two-sided p-value. Exact for at most 50 values on each side without ties, and 25 with ties;
// beyond that by the normal approximation with corrections for ties and continuity. 1 where one
// side is empty or all values are equal.
// Source: Mann and Whitney 1947; the exact distribution with ties as all choices of n1 of the
// n1 + n2 midranks.
double mann_whitney_p(std::span<const std::int64_t> left, std::span<const std::int64_t> right);

}  // namespace trace_cost::latency
