// Every rule of every folder.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace trace_cost::policy {

extern const model::Rule kExpectedEdge;        // TC-P022
extern const model::Rule kLatencyLimit;        // TC-L005
extern const model::Rule kCoverageFloor;       // TC-G001
extern const model::Rule kServiceMissing;      // TC-G002
extern const model::Rule kEdgeNotAllowed;      // TC-G003
extern const model::Rule kOutlivesParent;      // TC-G004
extern const model::Rule kTraceTooLarge;       // TC-G005
extern const model::Rule kSuppressionExpired;  // TC-G006

// Those that this folder raises: limits and shapes that a policy asks for.
std::span<const model::Rule* const> policy_rules();

// All there are, by id.
std::vector<const model::Rule*> all_rules();

}  // namespace trace_cost::policy
