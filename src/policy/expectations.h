// Paths from service to service that must be gone, with the trace id.
#pragma once

#include <span>
#include <vector>

#include "policy/verdict.h"
#include "propagation/edges.h"

namespace trace_cost::policy {

// One question for each hop of each path. It fails where calls on the edge lost their trace id, and
// cannot be evaluated where there are none, or none of which anything is known.
std::vector<Question> expectation_questions(std::span<const Expectation> expectations,
                                            std::span<const propagation::Edge> edges);

}  // namespace trace_cost::policy
