// What is asked of a capture: always, and because somebody set a limit.
#pragma once

#include <optional>
#include <vector>

#include "cost/bill.h"
#include "cost/spending.h"
#include "policy/evidence.h"
#include "policy/input_findings.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

struct Bill {
  model::Money amount;
  cost::Margin margin;
};

// What is asked whatever was agreed: the input, the propagation of the trace context, and whose the
// money is.
std::vector<Question> standing_questions(const Evidence& evidence, Damage damage);

// `place` is where it was agreed.
Question budget_question(const cost::BudgetOutcome& outcome, const Place& place,
                         const Evidence& evidence);
Question bill_question(const Bill& bill, const Evidence& evidence);

// What `policy` asks beside budgets: latency, traces, coverage, and whether its suppressions still
// hold, for which `now` must be known if it speaks_of_time().
std::vector<Question> policy_questions(const Policy& policy, const Evidence& evidence,
                                       model::Instant now);

}  // namespace trace_cost::policy
