// What is said about calls that lost their trace on the way: one finding for each edge and reason.
#pragma once

#include <vector>

#include "model/finding.h"
#include "propagation/blame.h"
#include "propagation/edges.h"

namespace trace_cost::propagation {

// `edges` as count_edges() made them of the same outcomes.
std::vector<model::Finding> call_findings(const model::Forest& forest, const CallOutcomes& outcomes,
                                          const std::vector<Edge>& edges);

}  // namespace trace_cost::propagation
