// How sure a change is: 95 % intervals from resampling, the same on every run.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trace_cost::latency {

struct Interval {
  double low = 0;
  double high = 0;
};

// Of the head's median divided by the base's. Neither side is empty. 2000 resamples of each: the
// rank of a resample's median is drawn, whose distribution is known (binomial; above 200 values its
// normal approximation). A base median of zero counts as one.
Interval ratio_of_medians(std::span<const std::int64_t> base, std::span<const std::int64_t> head);

// Of the head's mean less the base's. Neither side is empty. Up to 200 values are resampled 2000
// times; beyond that the means are taken as normal.
Interval difference_of_means(std::span<const std::int64_t> base,
                             std::span<const std::int64_t> head);

// The lower median: the value at rank ceil(n / 2). 0 for no values.
std::int64_t median_of(std::vector<std::int64_t> values);
double mean_of(std::span<const std::int64_t> values);

}  // namespace trace_cost::latency
