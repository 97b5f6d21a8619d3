// How much of something each trace has.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/evidence.h"
#include "policy/policy.h"

namespace trace_cost::policy {

struct TraceSizes {
  std::vector<std::uint64_t> counts;  // by trace index

  [[nodiscard]] std::uint64_t total() const;
  [[nodiscard]] std::uint64_t largest() const;
};

// Spans; calls: spans of kind CLIENT or PRODUCER; model calls: spans with tokens or a charge, and
// those that say they are one; tokens: read and written, those of a cache as the dump counts them.
TraceSizes trace_sizes(Countable of, const Evidence& evidence);

std::string_view words_for(Countable of);  // "model calls"

// TC-G005 about the traces beyond the limit, the largest first; its count is zero when there are
// none.
model::Finding too_large(const TraceLimit& limit, const TraceSizes& sizes,
                         const model::Capture& capture);

}  // namespace trace_cost::policy
