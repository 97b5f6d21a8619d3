#include "policy/verdict.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::policy {

namespace {

using model::FindingSeverity;

const model::Rule kRule{
    "TC-X001",        "made up",   FindingSeverity::Error, model::Certainty::Certain,
    "It is made up.", "do nothing"};

Question question(const char* name, const std::vector<FindingSeverity>& severities,
                  CheckState without = CheckState::Passed) {
  Question asked;
  asked.name = name;
  asked.detail = "detail";
  asked.without_findings = without;
  for (const FindingSeverity severity : severities) {
    model::Finding finding = model::finding_of(kRule);
    finding.severity = severity;
    finding.message = std::string(name) + " " + std::string(name_of(severity));
    asked.findings.push_back(finding);
  }
  return asked;
}

Terms terms(FailOn fail_on, Inputs inputs = Inputs::AllRead) {
  Terms made;
  made.fail_on = fail_on;
  made.inputs = inputs;
  return made;
}

Suppression suppression(const char* rule, const char* where) {
  Suppression made;
  made.rule = rule;
  made.where = where;
  made.reason = "because";
  return made;
}

Question about(const char* caller, const char* callee) {
  Question asked = question("q", {FindingSeverity::Error});
  asked.findings[0].caller = caller;
  asked.findings[0].callee = callee;
  return asked;
}

}  // namespace

TEST_CASE(
    "policy/verdict: what fails a check is the severity that was asked for, and all above it") {
  using S = FindingSeverity;
  struct Case {
    std::vector<S> found;
    bool fails_on_error;
    bool fails_on_warning;
  };
  const Case cases[] = {
      {{}, false, false},          {{S::Info}, false, false},
      {{S::Warning}, false, true}, {{S::Info, S::Warning}, false, true},
      {{S::Error}, true, true},    {{S::Warning, S::Error}, true, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.found.size());
    const auto state = [&](FailOn fail_on) {
      return judge({question("q", c.found)}, terms(fail_on)).checks.front().state;
    };
    CHECK(state(FailOn::Error) == (c.fails_on_error ? CheckState::Failed : CheckState::Passed));
    CHECK(state(FailOn::Warning) == (c.fails_on_warning ? CheckState::Failed : CheckState::Passed));
  }
}

TEST_CASE("policy/verdict: what did not fail keeps the state of the question") {
  using S = FindingSeverity;
  for (const CheckState without :
       {CheckState::Passed, CheckState::NotExercised, CheckState::NotEvaluated}) {
    CHECK(
        judge({question("q", {S::Warning}, without)}, terms(FailOn::Error)).checks.front().state ==
        without);
    CHECK(judge({question("q", {S::Error}, without)}, terms(FailOn::Error)).checks.front().state ==
          CheckState::Failed);
  }
}

TEST_CASE("policy/verdict: failed outweighs not evaluated, which outweighs passed") {
  using S = FindingSeverity;
  const Question passed = question("a", {});
  const Question idle = question("b", {}, CheckState::NotExercised);
  const Question unknown = question("c", {}, CheckState::NotEvaluated);
  const Question failed = question("d", {S::Error});
  const auto outcome = [](std::vector<Question> questions) {
    return name_of(judge(std::move(questions), terms(FailOn::Error)).outcome());
  };
  CHECK(outcome({}) == "passed");
  CHECK(outcome({passed}) == "passed");
  CHECK(outcome({idle}) == "passed");
  CHECK(outcome({passed, idle}) == "passed");
  CHECK(outcome({passed, unknown}) == "not-evaluated");
  CHECK(outcome({unknown, failed, passed}) == "failed");
}

TEST_CASE(
    "policy/verdict: where an input is missing nothing passes and nothing has failed for sure") {
  const auto outcome = [](std::vector<Question> questions) {
    return name_of(
        judge(std::move(questions), terms(FailOn::Error, Inputs::SomeMissing)).outcome());
  };
  CHECK(outcome({question("a", {})}) == "not-evaluated");
  CHECK(outcome({question("a", {FindingSeverity::Error})}) == "not-evaluated");
}

TEST_CASE("policy/verdict: checks keep their order, findings are told apart and sorted") {
  using S = FindingSeverity;
  const Verdict verdict = judge({question("b", {S::Info, S::Error}),
                                 question("a", {S::Error, S::Warning}), question("c", {})},
                                terms(FailOn::Error));
  REQUIRE(verdict.checks.size() == 3);
  CHECK(verdict.checks[0].name == "b");
  CHECK(verdict.checks[1].name == "a");
  CHECK(verdict.checks[2].detail == "detail");
  CHECK(verdict.count(CheckState::Failed) == 2);
  CHECK(verdict.count(CheckState::Passed) == 1);
  const auto failures = verdict.findings_of(Fate::Failed);
  REQUIRE(failures.size() == 2);
  CHECK(failures[0].message == "a error");
  CHECK(failures[1].message == "b error");
  CHECK(verdict.findings[0].check == 1);
  CHECK(verdict.findings[1].check == 0);
  const auto remarks = verdict.findings_of(Fate::Remark);
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0].message == "a warning");
  CHECK(remarks[1].message == "b info");
}

TEST_CASE("policy/verdict: a missing input outweighs what passed and what failed") {
  using S = FindingSeverity;
  CHECK(judge({question("q", {})}, terms(FailOn::Error, Inputs::SomeMissing)).outcome() ==
        Outcome::NotEvaluated);
  CHECK(judge({question("q", {S::Error})}, terms(FailOn::Error, Inputs::SomeMissing)).outcome() ==
        Outcome::NotEvaluated);
}

TEST_CASE("policy/verdict: a rule gets the severity that was agreed last, or is not judged") {
  Terms agreed = terms(FailOn::Error);
  agreed.severities = {{"TC-X001", std::nullopt}, {"TC-X001", FindingSeverity::Warning}};
  const Verdict milder = judge({question("q", {FindingSeverity::Error})}, agreed);
  CHECK(milder.outcome() == Outcome::Passed);
  REQUIRE(milder.count(Fate::Remark) == 1);
  CHECK(milder.findings[0].finding.severity == FindingSeverity::Warning);
  agreed.severities.push_back({"TC-X001", std::nullopt});
  CHECK(judge({question("q", {FindingSeverity::Error})}, agreed).findings.empty());
}

TEST_CASE("policy/verdict: what is ignored does not fail, and what ignores nothing is told") {
  Terms agreed = terms(FailOn::Error);
  agreed.suppressions = {suppression("TC-X001", "a>*"), suppression("TC-X001", "c>d")};
  const Verdict verdict = judge({about("a", "b"), about("b", "a")}, agreed);
  CHECK(verdict.count(Fate::Suppressed) == 1);
  CHECK(verdict.count(Fate::Failed) == 1);
  CHECK(verdict.findings[1].reason == "because");
  REQUIRE(verdict.unused.size() == 1);
  CHECK(verdict.unused[0].where == "c>d");
}

TEST_CASE("policy/verdict: what the baseline knows does not fail, whatever its words") {
  Terms agreed = terms(FailOn::Error);
  agreed.known = {identity_of(about("a", "b").findings[0], "q")};
  Question known = about("a", "b");
  known.findings[0].message = "more of it than last time";
  known.findings[0].count = 7;
  CHECK(judge({known}, agreed).outcome() == Outcome::Passed);
  CHECK(judge({known}, agreed).count(Fate::Known) == 1);
  CHECK(judge({about("a", "c")}, agreed).outcome() == Outcome::Failed);
  known.name = "another question";
  CHECK(judge({known}, agreed).outcome() == Outcome::Failed);
}

}  // namespace trace_cost::policy
