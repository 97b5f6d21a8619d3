// Findings that a policy ignores, with reason and until a day.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "policy/policy.h"

namespace trace_cost::policy {

// True when `finding` is of the suppression's rule and about what it names: "a>b" is an edge, one
// name alone is a caller, callee, service or user.
bool covers(const Suppression& suppression, const model::Finding& finding);

// True after the last day on which it holds.
bool has_expired(const Suppression& suppression, model::Instant now);

// One finding for each that has expired by `now`; named by its rule and place.
std::vector<model::Finding> expiry_findings(std::span<const Suppression> suppressions,
                                            model::Instant now);

// Those that still hold.
std::vector<Suppression> in_force(std::span<const Suppression> suppressions, model::Instant now);

}  // namespace trace_cost::policy
