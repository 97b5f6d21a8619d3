#include "policy/verdict.h"

#include <algorithm>
#include <utility>

#include "policy/suppressions.h"

namespace trace_cost::policy {

namespace {

bool fails(const model::Finding& finding, FailOn fail_on) {
  const auto lowest =
      fail_on == FailOn::Warning ? model::FindingSeverity::Warning : model::FindingSeverity::Error;
  return finding.severity >= lowest;
}

// False when the terms have put the rule out of action.
bool take_severity(const Terms& terms, model::Finding& finding) {
  for (auto change = terms.severities.rbegin(); change != terms.severities.rend(); ++change) {
    if (change->rule != finding.rule->id) continue;
    finding.severity = change->severity.value_or(finding.severity);
    return change->severity.has_value();
  }
  return true;
}

class Judge {
 public:
  explicit Judge(const Terms& terms) : terms_(terms), is_used_(terms.suppressions.size(), false) {
    verdict_.inputs = terms.inputs;
  }

  void hear(Question question) {
    if (question.key.empty()) question.key = question.name;
    Check check{std::move(question.name), std::move(question.detail), question.without_findings,
                std::move(question.place), std::move(question.key)};
    for (model::Finding& finding : question.findings) {
      if (!take_severity(terms_, finding)) continue;
      JudgedFinding judged;
      judged.identity = identity_of(finding, check.key);
      judged.finding = std::move(finding);
      judged.check = verdict_.checks.size();
      decide(judged);
      if (judged.fate == Fate::Failed) check.state = CheckState::Failed;
      verdict_.findings.push_back(std::move(judged));
    }
    verdict_.checks.push_back(std::move(check));
  }

  Verdict finish() {
    for (std::size_t i = 0; i < is_used_.size(); ++i) {
      if (!is_used_[i]) verdict_.unused.push_back(terms_.suppressions[i]);
    }
    auto& all = verdict_.findings;
    std::stable_sort(all.begin(), all.end(), [](const JudgedFinding& a, const JudgedFinding& b) {
      return a.fate != b.fate ? a.fate < b.fate : model::is_before(a.finding, b.finding);
    });
    return std::move(verdict_);
  }

 private:
  void decide(JudgedFinding& judged) {
    judged.fate = fails(judged.finding, terms_.fail_on) ? Fate::Failed : Fate::Remark;
    for (std::size_t i = 0; i < is_used_.size(); ++i) {
      if (!covers(terms_.suppressions[i], judged.finding)) continue;
      is_used_[i] = true;
      judged.fate = Fate::Suppressed;
      judged.reason = terms_.suppressions[i].reason;
    }
    const bool is_known =
        std::binary_search(terms_.known.begin(), terms_.known.end(), judged.identity, is_before);
    if (judged.fate == Fate::Failed && is_known) judged.fate = Fate::Known;
  }

  const Terms& terms_;
  std::vector<bool> is_used_;
  Verdict verdict_;
};

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

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::Failed:
      return "failed";
    case Fate::Remark:
      return "remark";
    case Fate::Known:
      return "known";
    case Fate::Suppressed:
      break;
  }
  return "suppressed";
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

std::size_t Verdict::count(Fate fate) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [fate](const JudgedFinding& judged) { return judged.fate == fate; }));
}

std::vector<model::Finding> Verdict::findings_of(Fate fate) const {
  std::vector<model::Finding> found;
  for (const JudgedFinding& judged : findings) {
    if (judged.fate == fate) found.push_back(judged.finding);
  }
  return found;
}

Outcome Verdict::outcome() const {
  if (inputs == Inputs::SomeMissing) return Outcome::NotEvaluated;
  if (count(CheckState::Failed) > 0) return Outcome::Failed;
  return count(CheckState::NotEvaluated) > 0 ? Outcome::NotEvaluated : Outcome::Passed;
}

Verdict judge(std::vector<Question> questions, const Terms& terms) {
  Judge judge(terms);
  for (Question& question : questions) judge.hear(std::move(question));
  return judge.finish();
}

}  // namespace trace_cost::policy
