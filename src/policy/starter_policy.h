// A policy to begin with, made of a capture that is as it should be.
#pragma once

#include <string>

#include "policy/evidence.h"

namespace trace_cost::policy {

// A policy file with a comment on every part, which that capture passes unless it has findings that
// fail whatever was agreed. Limits on time are three times what was seen, on money, spans and
// tokens twice, rounded up to two digits; coverage is what was seen, rounded down to a percent.
std::string starter_policy(const Evidence& evidence);

}  // namespace trace_cost::policy
