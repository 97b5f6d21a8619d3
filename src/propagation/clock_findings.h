// Clocks that provably differ: one finding for each pair of hosts, however many calls show it.
#pragma once

#include <vector>

#include "model/finding.h"
#include "propagation/clocks.h"

namespace trace_cost::propagation {

// In the order of Clocks::pairs().
std::vector<model::Finding> clock_findings(const Clocks& clocks);

}  // namespace trace_cost::propagation
