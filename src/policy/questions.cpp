#include "policy/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/counted.h"
#include "cost/budget_findings.h"
#include "cost/budget_text.h"
#include "cost/cost_findings.h"
#include "cost/doubt_findings.h"
#include "cost/limit_words.h"
#include "policy/coverage.h"
#include "policy/expectations.h"
#include "policy/latency_limits.h"
#include "policy/suppressions.h"
#include "policy/trace_shape.h"

namespace trace_cost::policy {

namespace {

std::uint64_t inputs_without_spans(const model::Capture& capture) {
  const auto& sources = capture.sources();
  return static_cast<std::uint64_t>(
      std::count_if(sources.begin(), sources.end(),
                    [](const model::Source& source) { return source.spans == 0; }));
}

Question input_question(const Evidence& evidence, Damage damage) {
  Question question;
  question.name = "input";
  question.detail = base::counted(evidence.capture().spans().size(), "span read", "spans read");
  if (const std::uint64_t silent = inputs_without_spans(evidence.capture()); silent > 0) {
    question.detail += "; " + base::counted(silent, "input holds no span", "inputs hold no span");
  }
  if (evidence.diagnostics->has_errors()) {
    question.detail += "; an input could not be used (see standard error)";
    question.without_findings = CheckState::NotEvaluated;
  }
  question.findings = damage_findings(evidence.capture(), damage);
  return question;
}

Question propagation_question(const Evidence& evidence) {
  std::uint64_t eligible = 0;
  std::uint64_t joined = 0;
  for (const propagation::Edge& edge : evidence.propagation->edges) {
    eligible += edge.eligible();
    joined += edge.joined;
  }
  Question question;
  question.name = "propagation";
  question.findings = evidence.propagation->findings;
  if (eligible > 0) {
    question.detail = fmt::format("{} of {} calls kept their trace id", joined, eligible);
  } else {
    question.detail = "no call from one service to another";
    question.without_findings = CheckState::NotExercised;
  }
  if (!question.findings.empty()) {
    question.detail += "; " + base::counted(question.findings.size(), "finding", "findings");
  }
  return question;
}

constexpr std::string_view kNoCharge = "no span carries a cost";

Question attribution_question(const Evidence& evidence) {
  const cost::Ledger& ledger = *evidence.ledger;
  Question question;
  question.name = "attribution";
  question.findings = cost::money_findings(*evidence.forest, ledger, *evidence.selection);
  model::append(cost::doubt_findings(evidence.forest->capture(), ledger), question.findings);
  if (ledger.charges > 0) {
    question.detail =
        fmt::format("{} of {} have a user", ledger.attributed.dollars(), ledger.total.dollars());
  } else {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotExercised;
  }
  return question;
}

std::string most_spent(const cost::BudgetOutcome& outcome) {
  if (outcome.spendings.empty()) return "no charge belongs to anything it is set for";
  const cost::Spending& most = outcome.spendings.front();
  return fmt::format("{} {}", cost::who_spent(outcome, most), cost::used_of_limit(outcome, most));
}

// A sum with unreadable costs left out proves that a limit was exceeded, but not that it was kept.
void doubt_lower_bound(const cost::Ledger& ledger, Question& question) {
  if (ledger.doubts.costs.empty()) return;
  question.detail += "; some costs could not be read (TC-C001)";
  question.without_findings = CheckState::NotEvaluated;
}

// Nobody asks unless something can expire.
std::vector<Question> expiry_questions(const Policy& policy, model::Instant now) {
  std::vector<Question> questions;
  for (const Suppression& suppression : policy.suppressions) {
    if (!has_expired(suppression, now)) continue;
    Question question;
    question.name = "ignore " + name_of(suppression);
    question.detail = "has expired";
    question.findings = expiry_findings({&suppression, 1}, now);
    question.place = suppression.place;
    questions.push_back(std::move(question));
  }
  return questions;
}

void append(std::vector<Question> more, std::vector<Question>& all) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<Question> standing_questions(const Evidence& evidence, Damage damage) {
  return {input_question(evidence, damage), propagation_question(evidence),
          attribution_question(evidence)};
}

Question budget_question(const cost::BudgetOutcome& outcome, const Place& place,
                         const Evidence& evidence) {
  Question question;
  question.key = "budget " + outcome.budget.name;
  question.name = question.key;
  const std::string limits = cost::words_of(outcome.budget.limits);
  if (!limits.empty()) question.name += "=" + limits;
  question.place = place;
  question.detail = most_spent(outcome);
  question.findings = cost::budget_findings(outcome, evidence.capture());
  if (evidence.ledger->charges == 0) question.detail = kNoCharge;
  if (outcome.spendings.empty()) question.without_findings = CheckState::NotEvaluated;
  doubt_lower_bound(*evidence.ledger, question);
  return question;
}

Question bill_question(const Bill& bill, const Evidence& evidence) {
  const cost::Ledger& ledger = *evidence.ledger;
  const cost::BillComparison comparison =
      cost::compare_with_bill(ledger.total, bill.amount, bill.margin);
  Question question;
  question.name = "bill";
  question.detail = fmt::format("traces {}, bill {}, margin {}", comparison.traced.dollars(),
                                comparison.bill.dollars(), bill.margin.text);
  if (ledger.charges == 0) {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotEvaluated;
  } else {
    question.findings = cost::bill_findings(comparison, bill.margin, ledger);
  }
  doubt_lower_bound(ledger, question);
  return question;
}

std::vector<Question> policy_questions(const Policy& policy, const Evidence& evidence,
                                       model::Instant now) {
  std::vector<Question> questions =
      expectation_questions(policy.expectations, evidence.propagation->edges);
  append(latency_questions(policy.latency, evidence), questions);
  append(shape_questions(policy.traces, evidence), questions);
  for (const CoverageFloor& floor : policy.coverage) {
    questions.push_back(coverage_question(floor, evidence));
  }
  append(expiry_questions(policy, now), questions);
  return questions;
}

}  // namespace trace_cost::policy
