// Children that ended after their parents.
#pragma once

#include <span>
#include <vector>

#include "model/forest.h"
#include "policy/policy.h"

namespace trace_cost::policy {

// One TC-G004 for each pair of services, in their order, but for those that `may` names. Between
// spans of one resource the ends are compared; between others, whose clocks may differ, the
// lengths. CONSUMER spans and what is below them are not judged against the sender.
std::vector<model::Finding> outlived_findings(std::span<const ServicePair> may,
                                              const model::Forest& forest);

}  // namespace trace_cost::policy
