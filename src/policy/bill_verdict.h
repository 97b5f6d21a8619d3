// Whether the traces agree with the bill, or that cannot be said.
#pragma once

#include <string>

#include "cost/ledger.h"
#include "cost/reconciliation.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

struct BillJudgement {
  Outcome outcome = Outcome::NotEvaluated;
  std::string why;  // for people, without a full stop
};

// Passed when the total and every row lie within the margin. A difference is one even where some
// costs could not be read, but then no agreement is.
BillJudgement judge_bill(const cost::Reconciliation& reconciliation, const cost::Ledger& ledger,
                         Inputs inputs);

}  // namespace trace_cost::policy
