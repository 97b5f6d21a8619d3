// The options that say what is agreed, and the policy file that says it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "policy/policy.h"
#include "policy/policy_options.h"

namespace trace_cost::cli {

struct PolicyOptions {
  std::string file;  // empty: looked for
  bool without_file = false;
  policy::OptionTexts texts;
};

void add_policy_options(CLI::App& command, PolicyOptions& options);

// The policy of the file that is named, or of the nearest trace-cost.toml from the working
// directory upwards, or an empty one; with the options added to it.
base::Result<policy::Policy> read_policy(const PolicyOptions& options);

inline constexpr const char* kPolicyFile = "trace-cost.toml";

// The content of a small file that a user wrote, at most 1 MiB and a byte of it.
base::Result<std::string> read_small_file(const std::string& path);

}  // namespace trace_cost::cli
