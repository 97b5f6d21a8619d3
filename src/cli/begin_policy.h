// check --init: a policy file to begin with.
#pragma once

#include <string>

#include "cli/session.h"
#include "policy/evidence.h"

namespace trace_cost::cli {

// Says so and returns true when there is a file under that name, or, with an empty one, a
// trace-cost.toml in the working directory: what somebody has written is never overwritten.
bool is_policy_there(const std::string& file, const Session& session);

// Writes the file; says on standard error what to do next. Returns the exit code.
int begin_policy(const std::string& file, const policy::Evidence& evidence, const Session& session);

}  // namespace trace_cost::cli
