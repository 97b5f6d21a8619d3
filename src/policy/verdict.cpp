#include "policy/verdict.h"

#include <algorithm>
#include <utility>

namespace trace_cost::policy {

namespace {

bool fails(const model::Finding& finding, FailOn fail_on) {
  const auto lowest =
      fail_on == FailOn::Warning ? model::FindingSeverity::Warning : model::FindingSeverity::Error;
  return finding.severity >= lowest;
}

}  // namespace

std::string_view name_of(CheckState state) {
  switch (state) {
    case CheckState::Passed:
      return "passed";
    case CheckState::Failed:
      return "failed";
    case CheckState::NotExercised:
      return "not-exercised";
    case CheckState::NotEvaluated:
      break;
  }
  return "not-evaluated";
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Passed:
      return "passed";
    case Outcome::Failed:
      return "failed";
    case Outcome::NotEvaluated:
      break;
  }
  return "not-evaluated";
}

std::size_t Verdict::count(CheckState state) const {
  return static_cast<std::size_t>(std::count_if(
      checks.begin(), checks.end(), [state](const Check& check) { return check.state == state; }));
}

Outcome Verdict::outcome() const {
  if (inputs == Inputs::SomeMissing) return Outcome::NotEvaluated;
  if (count(CheckState::Failed) > 0) return Outcome::Failed;
  return count(CheckState::NotEvaluated) > 0 ? Outcome::NotEvaluated : Outcome::Passed;
}

Verdict judge(std::vector<Question> questions, Terms terms) {
  Verdict verdict;
  verdict.inputs = terms.inputs;
  for (Question& question : questions) {
    Check check{std::move(question.name), std::move(question.detail), question.without_findings};
    for (model::Finding& finding : question.findings) {
      const bool failed = fails(finding, terms.fail_on);
      if (failed) check.state = CheckState::Failed;
      (failed ? verdict.failures : verdict.remarks).push_back(std::move(finding));
    }
    verdict.checks.push_back(std::move(check));
  }
  model::sort_findings(verdict.failures);
  model::sort_findings(verdict.remarks);
  return verdict;
}

}  // namespace trace_cost::policy
