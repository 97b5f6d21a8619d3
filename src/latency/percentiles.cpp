#include "latency/percentiles.h"

#include <algorithm>
#include <cmath>

namespace trace_cost::latency {

namespace {

// The value that would stand at this rank if all were sorted. Nothing from the place `settled` on
// is smaller than anything before it; afterwards `settled` is the place of this value.
Percentile take_percentile(std::vector<model::Nanos>& values, std::size_t q, std::size_t enough,
                           std::size_t& settled) {
  const std::size_t rank = (q * values.size() + 99) / 100;  // at least 1: there are values
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  if (rank - 1 < settled) {
    std::nth_element(values.begin(), place, values.begin() + static_cast<std::ptrdiff_t>(settled));
    settled = rank - 1;
  }
  return {*place, rank == values.size(), values.size() >= enough};
}

}  // namespace

std::optional<Distribution> distribution_of(std::vector<model::Nanos> values) {
  if (values.empty()) return std::nullopt;
  Distribution distribution;
  distribution.count = values.size();
  distribution.max = *std::max_element(values.begin(), values.end());
  std::size_t settled = values.size();
  distribution.p99 = take_percentile(values, 99, 299, settled);
  distribution.p95 = take_percentile(values, 95, 59, settled);
  distribution.p50 = take_percentile(values, 50, 5, settled);
  return distribution;
}

std::vector<std::uint64_t> histogram_of(const std::vector<model::Nanos>& values) {
  if (values.empty()) return {};
  const auto size_of = [](model::Nanos value) {
    return std::log(std::max(1e3, static_cast<double>(value.count())));
  };
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double low = size_of(*least);
  const double width = (size_of(*most) - low) / static_cast<double>(kBuckets);
  std::vector<std::uint64_t> buckets(kBuckets, 0);
  for (const model::Nanos value : values) {
    const double place = width > 0 ? (size_of(value) - low) / width : 0;
    ++buckets[std::min(kBuckets - 1, static_cast<std::size_t>(place))];
  }
  return buckets;
}

}  // namespace trace_cost::latency
