#include "latency/percentiles.h"

#include <algorithm>

namespace trace_cost::latency {

namespace {

Percentile percentile(const std::vector<model::Nanos>& sorted, std::size_t q, std::size_t enough) {
  const std::size_t rank = (q * sorted.size() + 99) / 100;  // at least 1: sorted is not empty
  return {sorted[rank - 1], rank == sorted.size(), sorted.size() >= enough};
}

}  // namespace

std::optional<Distribution> distribution_of(std::vector<model::Nanos> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  return Distribution{values.size(), percentile(values, 50, 5), percentile(values, 95, 59),
                      percentile(values, 99, 299), values.back()};
}

}  // namespace trace_cost::latency
