// What the options of the command line add to a policy: each says what a key of the file says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace trace_cost::policy {

// The texts as typed, each option repeatable.
struct OptionTexts {
  std::vector<std::string> latency;          // "GET /chat p95=800ms", "frontend>backend max=2s"
  std::vector<std::string> expect;           // "frontend>backend>database"
  std::vector<std::string> allow_edge;       // "frontend>backend"
  std::vector<std::string> require_service;  // "backend"
  std::vector<std::string> may_outlive;      // "backend>worker"
  std::vector<std::string> max_per_trace;    // "spans=500"
  std::vector<std::string> severity;         // "TC-P008=error"
  std::vector<std::string> ignore;           // "TC-P001@backend>database"
  std::string min_attributed;                // "99%"; empty: not given
  std::string min_priced;
};

// Limits are added to those of the file; a floor replaces the file's, and of two severities for a
// rule the last counts. An error names the option, what was found and what was expected.
base::Failure add_options(const OptionTexts& texts, Policy& policy);

}  // namespace trace_cost::policy
