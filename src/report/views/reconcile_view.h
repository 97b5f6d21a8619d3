// The bill against the traces.
#pragma once

#include <vector>

#include "cost/bill/bill_lines.h"
#include "cost/cost_table.h"
#include "cost/reconciliation.h"
#include "policy/bill_verdict.h"
#include "report/document.h"

namespace trace_cost::report {

// What one user's charges are, and what they come to on the bill.
struct ScaledUser {
  std::optional<std::string> user;  // empty: nobody
  model::Money traced;              // of what was compared
  model::Money scaled;
};

struct ReconcileResults {
  const std::vector<cost::Bill>& bills;
  const cost::Reconciliation& reconciliation;
  const policy::BillJudgement& verdict;
  std::vector<ScaledUser> scaled;  // empty: it was not asked for, or there is nothing to scale
};

void add_reconciliation(const ReconcileResults& results, Document& document);

}  // namespace trace_cost::report
