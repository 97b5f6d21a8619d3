// What the ids alone prove: spans that cannot be placed, and parents that are not where they
// belong.
#pragma once

#include <vector>

#include "model/finding.h"
#include "propagation/edges.h"

namespace trace_cost::propagation {

// Orphans whose parent id names exactly one span, and that in another trace. In span order.
std::vector<MovedChild> find_moved_children(const model::Forest& forest);

// Invalid ids, conflicts, self parents, circles, several roots in one trace.
std::vector<model::Finding> id_findings(const model::Forest& forest);

// Orphans that nothing else explains, by service: caller not in the capture, local parent missing.
std::vector<model::Finding> orphan_findings(const model::Forest& forest,
                                            const CallOutcomes& outcomes);

}  // namespace trace_cost::propagation
