// Reads a policy file. docs/policy.md tells its keys to users, docs/policy.schema.json to editors.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace trace_cost::policy {

// `name` is how the file is called in messages and in every Place. The error holds a line for each
// fault, ten at most: file, line, column, key, what was found, what was expected.
base::Result<Policy> read_policy(std::string_view text, std::string_view name);

// Every key, with the table it is in: "fail_on", "latency.p95". In the order of the alphabet.
std::vector<std::string> policy_keys();

}  // namespace trace_cost::policy
