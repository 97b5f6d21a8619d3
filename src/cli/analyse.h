// Runs reading and every analysis in their order, for any command.
#pragma once

#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "cost/budget.h"
#include "cost/conventions.h"
#include "cost/dimension.h"
#include "propagation/call_peer.h"
#include "report/analysis.h"

namespace trace_cost::cli {

// What a run will want to know of its spans; settled before anything is read.
struct Wanted {
  model::AttributeSelection selection;
  cost::FieldKeys fields;
  propagation::PeerKeys peers;
  std::vector<cost::Budget> budgets;
  std::vector<cost::Dimension> by;
};

// `by` holds dimension names; empty means by user. An error is one of usage.
base::Result<Wanted> settle_wanted(const InputOptions& input, const JudgeOptions& judge,
                                   const std::vector<std::string>& by);

// Reads `inputs` ("-" where there are none) and analyses what was read. Diagnostics are in the
// result, also when it holds no span at all.
report::Analysis analyse(const InputOptions& input, const Wanted& wanted);

}  // namespace trace_cost::cli
