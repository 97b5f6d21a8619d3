// The whole judgement on propagation: the edges with their verdicts, and what was found wrong.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/stitch.h"
#include "propagation/edges.h"

namespace trace_cost::propagation {

struct Propagation {
  std::vector<Edge> edges;
  std::vector<model::Finding> findings;  // not sorted
  // Calls that went on in another trace, by index of the call, then of the entry; only those worth
  // joining. An entry belongs to one call; a call has several entries only where their ids say so
  // (a retry inside the client).
  std::vector<model::Stitch> stitches;
};

// `keys` must be part of the selection that the capture was read with.
Propagation judge_propagation(const model::Forest& forest, const std::vector<model::Hop>& hops,
                              const PeerKeys& keys);

}  // namespace trace_cost::propagation
