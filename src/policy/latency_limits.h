// Percentiles of requests and legs against what was agreed.
#pragma once

#include <vector>

#include "policy/evidence.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

// One question for each limit, in their order. An operation or leg without a call, or with fewer
// than the limit's min_calls, cannot be evaluated.
std::vector<Question> latency_questions(std::span<const LatencyLimit> limits,
                                        const Evidence& evidence);

}  // namespace trace_cost::policy
