// How much of the money is known, against what was agreed.
#pragma once

#include "policy/evidence.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

// Attributed: the part of the money that has a user. Priced: the part of the spans with tokens or a
// charge that have a charge. Cannot be evaluated without any.
Question coverage_question(const CoverageFloor& floor, const Evidence& evidence);

}  // namespace trace_cost::policy
