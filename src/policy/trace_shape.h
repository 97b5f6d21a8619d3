// What traces look like, against what they may look like.
#pragma once

#include <vector>

#include "policy/evidence.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

// One question for each thing that `shape` asks: allowed edges, each required service, children
// that outlive their parents, and each limit on the size of a trace. What the capture has nothing
// of (no call at all, no tokens) cannot be evaluated.
std::vector<Question> shape_questions(const TraceShape& shape, const Evidence& evidence);

}  // namespace trace_cost::policy
