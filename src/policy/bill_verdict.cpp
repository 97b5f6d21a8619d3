#include "policy/bill_verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/counted.h"

namespace trace_cost::policy {

namespace {

std::string why_it_differs(const cost::Reconciliation& reconciliation) {
  const auto beyond = std::count_if(
      reconciliation.rows.begin(), reconciliation.rows.end(),
      [](const cost::BillRow& row) { return row.pair.verdict != cost::BillVerdict::Matched; });
  const model::Money difference = reconciliation.total.difference();
  if (reconciliation.total.verdict == cost::BillVerdict::Matched) {
    return fmt::format("the total is within the margin, {} not",
                       base::counted(static_cast<std::uint64_t>(beyond), "row is", "rows are"));
  }
  const bool is_less = difference < model::Money{};
  return fmt::format("the traces hold {} {} than the bill, allowed {}",
                     (is_less ? -difference : difference).dollars(), is_less ? "less" : "more",
                     reconciliation.total.allowed.dollars());
}

}  // namespace

BillJudgement judge_bill(const cost::Reconciliation& reconciliation, const cost::Ledger& ledger,
                         Inputs inputs) {
  if (inputs == Inputs::SomeMissing) {
    return {Outcome::NotEvaluated, "an input could not be used (see standard error)"};
  }
  if (ledger.charges == 0) return {Outcome::NotEvaluated, "no span carries a cost"};
  if (!reconciliation.can_be_judged()) {
    return {Outcome::NotEvaluated, "nothing of the bill can be compared with these traces"};
  }
  if (!reconciliation.agrees()) return {Outcome::Failed, why_it_differs(reconciliation)};
  if (!ledger.doubts.costs.empty()) {
    return {Outcome::NotEvaluated, "some costs could not be read (TC-C001)"};
  }
  return {Outcome::Passed, "within the margin"};
}

}  // namespace trace_cost::policy
