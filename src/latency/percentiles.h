// Percentiles of a set of lengths: exact, by the nearest rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/instant.h"

namespace trace_cost::latency {

// The q-th percentile is the value at rank ceil(q/100 * n) of the sorted n values.
struct Percentile {
  model::Nanos value{0};
  // It is the largest value, so it says nothing that max does not say.
  bool is_max = false;
  // n is large enough for a finite one-sided 95 % bound on it, (q/100)^n <= 0.05: 5 values for p50,
  // 59 for p95, 299 for p99.
  bool is_sound = false;
};

struct Distribution {
  std::uint64_t count = 0;
  Percentile p50;
  Percentile p95;
  Percentile p99;
  model::Nanos max{0};
};

// Empty when there are no values.
std::optional<Distribution> distribution_of(std::vector<model::Nanos> values);

// How many values lie in each of kBuckets ranges of equal ratio between the smallest and the
// largest (from a microsecond on, below which all is one): where most values are alike and a few a
// hundred times as long, both still show. Empty when there are no values.
inline constexpr std::size_t kBuckets = 12;
std::vector<std::uint64_t> histogram_of(const std::vector<model::Nanos>& values);

}  // namespace trace_cost::latency
