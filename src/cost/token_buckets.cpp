#include "cost/token_buckets.h"

namespace trace_cost::cost {

std::string_view name_of(Bucket bucket) {
  static constexpr std::array<std::string_view, kBuckets> kNames{
      "input",       "cache_read", "cache_write", "cache_write_1h",
      "input_audio", "output",     "reasoning",   "output_audio"};
  return kNames[static_cast<std::size_t>(bucket)];
}

}  // namespace trace_cost::cost
