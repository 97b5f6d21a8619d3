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
      return judge({question("q", c.found)}, {fail_on}).checks.front().state;
    };
    CHECK(state(FailOn::Error) == (c.fails_on_error ? CheckState::Failed : CheckState::Passed));
    CHECK(state(FailOn::Warning) == (c.fails_on_warning ? CheckState::Failed : CheckState::Passed));
  }
}

TEST_CASE("policy/verdict: what did not fail keeps the state of the question") {
  using S = FindingSeverity;
  for (const CheckState without :
       {CheckState::Passed, CheckState::NotExercised, CheckState::NotEvaluated}) {
    CHECK(judge({question("q", {S::Warning}, without)}, {FailOn::Error}).checks.front().state ==
          without);
    CHECK(judge({question("q", {S::Error}, without)}, {FailOn::Error}).checks.front().state ==
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
    return name_of(judge(std::move(questions), {FailOn::Error}).outcome());
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
    const Terms terms{FailOn::Error, Inputs::SomeMissing};
    return name_of(judge(std::move(questions), terms).outcome());
  };
  CHECK(outcome({question("a", {})}) == "not-evaluated");
  CHECK(outcome({question("a", {FindingSeverity::Error})}) == "not-evaluated");
}

TEST_CASE("policy/verdict: checks keep their order, findings are told apart and sorted") {
  using S = FindingSeverity;
  const Verdict verdict = judge({question("b", {S::Info, S::Error}),
                                 question("a", {S::Error, S::Warning}), question("c", {})},
                                {FailOn::Error});
  REQUIRE(verdict.checks.size() == 3);
  CHECK(verdict.checks[0].name == "b");
  CHECK(verdict.checks[1].name == "a");
  CHECK(verdict.checks[2].detail == "detail");
  CHECK(verdict.count(CheckState::Failed) == 2);
  CHECK(verdict.count(CheckState::Passed) == 1);
  REQUIRE(verdict.failures.size() == 2);
  CHECK(verdict.failures[0].message == "a error");
  CHECK(verdict.failures[1].message == "b error");
  REQUIRE(verdict.remarks.size() == 2);
  CHECK(verdict.remarks[0].message == "a warning");
  CHECK(verdict.remarks[1].message == "b info");
}

TEST_CASE("policy/verdict: a missing input outweighs what passed and what failed") {
  using S = FindingSeverity;
  CHECK(judge({question("q", {})}, {FailOn::Error, Inputs::SomeMissing}).outcome() ==
        Outcome::NotEvaluated);
  CHECK(judge({question("q", {S::Error})}, {FailOn::Error, Inputs::SomeMissing}).outcome() ==
        Outcome::NotEvaluated);
}

}  // namespace trace_cost::policy
