#include "policy/bill_verdict.h"

#include <doctest/doctest.h>

namespace trace_cost::policy {

namespace {

model::Money usd(std::string_view dollars) { return model::read_money(dollars).value.value(); }

cost::BillRow row(cost::BillVerdict verdict) {
  cost::BillRow made;
  made.pair.verdict = verdict;
  return made;
}

cost::Reconciliation comparison(std::vector<cost::BillRow> rows, cost::BillVerdict total) {
  cost::Reconciliation made;
  made.rows = std::move(rows);
  made.total.billed = usd("10");
  made.total.traced = usd("9");
  made.total.allowed = usd("0.1");
  made.total.verdict = total;
  return made;
}

cost::Ledger charged() {
  cost::Ledger ledger;
  ledger.charges = 1;
  return ledger;
}

using cost::BillVerdict;

}  // namespace

TEST_CASE("policy/bill_verdict: passes when the total and every row are within the margin") {
  const auto agreeing = comparison({row(BillVerdict::Matched)}, BillVerdict::Matched);
  CHECK(judge_bill(agreeing, charged(), Inputs::AllRead).outcome == Outcome::Passed);
}

TEST_CASE("policy/bill_verdict: fails for the total, and for a row that the total hides") {
  const auto less = comparison({row(BillVerdict::Untraced)}, BillVerdict::Untraced);
  const auto verdict = judge_bill(less, charged(), Inputs::AllRead);
  CHECK(verdict.outcome == Outcome::Failed);
  CHECK(verdict.why == "the traces hold $1 less than the bill, allowed $0.1");
  const auto hidden =
      comparison({row(BillVerdict::Untraced), row(BillVerdict::OverCounted)}, BillVerdict::Matched);
  CHECK(judge_bill(hidden, charged(), Inputs::AllRead).outcome == Outcome::Failed);
  CHECK(judge_bill(hidden, charged(), Inputs::AllRead).why ==
        "the total is within the margin, 2 rows are not");
}

TEST_CASE("policy/bill_verdict: without charges, rows or all inputs there is no verdict") {
  const auto agreeing = comparison({row(BillVerdict::Matched)}, BillVerdict::Matched);
  CHECK(judge_bill(agreeing, {}, Inputs::AllRead).outcome == Outcome::NotEvaluated);
  CHECK(judge_bill({}, charged(), Inputs::AllRead).outcome == Outcome::NotEvaluated);
  CHECK(judge_bill(agreeing, charged(), Inputs::SomeMissing).outcome == Outcome::NotEvaluated);
}

TEST_CASE(
    "policy/bill_verdict: costs that could not be read prove no agreement, but a difference") {
  cost::Ledger ledger = charged();
  ledger.doubts.costs.emplace_back();
  const auto agreeing = comparison({row(BillVerdict::Matched)}, BillVerdict::Matched);
  const auto more = comparison({row(BillVerdict::OverCounted)}, BillVerdict::OverCounted);
  CHECK(judge_bill(agreeing, ledger, Inputs::AllRead).outcome == Outcome::NotEvaluated);
  CHECK(judge_bill(more, ledger, Inputs::AllRead).outcome == Outcome::Failed);
}

}  // namespace trace_cost::policy
