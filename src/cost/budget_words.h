// Budgets as they are written on a command line:
//
//   user=0.50                       for each user, all of the capture
//   user,model/1d=2.00              for each user and model a day
//   trace=0.01,20000tokens,50calls  several limits, each on its own
//   total[user=]=2%                 of what has no user: no more than 2 % of all
//   total[model=claude-*]/1mo=1000  of what the filter lets through
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cost/budget.h"

namespace trace_cost::cost {

// Reads SCOPE[FILTER,...]/WINDOW=LIMIT,... The budget is named by what stands before the limits. An
// error quotes the part that is wrong and says what was expected; it names neither flag nor file.
// Call before the capture is read.
base::Result<Budget> read_budget(std::string_view text, const FieldKeys& keys,
                                 model::AttributeSelection& selection);

// What stands on the command line about budgets.
struct BudgetWords {
  std::vector<std::string> budgets = {};
  // Where each of them stands in a file, "trace-cost.toml:14"; empty, or none: the command line.
  std::vector<std::string> origins = {};
  std::vector<std::string> overrides = {};  // "user=vip@x:50.00", "user/1d=vip@x:200calls"
  std::vector<std::string> warn_at = {};    // "80%"; "off" for none; empty: as Budget has it
  std::string timezone = "UTC";             // where days begin: "+05:30"
  Credits credits = Credits::Ignored;
};
base::Result<std::vector<Budget>> read_budgets(const BudgetWords& words, const FieldKeys& keys,
                                               model::AttributeSelection& selection);

}  // namespace trace_cost::cost
