// Two captures side by side: what changed, and how sure that is.
#pragma once

#include <string>
#include <vector>

#include "latency/comparison.h"
#include "policy/verdict.h"
#include "report/document.h"

namespace trace_cost::report {

// One of the two captures.
struct Side {
  std::string name;  // as the user named it
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;
  bool is_saved_report = false;
};

struct Diff {
  Side base;
  Side head;
  const latency::Comparison& comparison;
  const policy::Verdict& verdict;
  std::vector<std::string> conditions;  // on the traces that were compared, as options
};

void add_diff(const Diff& diff, Document& document);

}  // namespace trace_cost::report
