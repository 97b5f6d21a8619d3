// The one place that decides what passes and what fails. Text, JSON and the exit code print this.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace trace_cost::policy {

// The lowest severity that fails a check.
enum class FailOn : std::uint8_t { Error, Warning };

// A verdict on half of what was asked for is none, whatever it says about that half.
enum class Inputs : std::uint8_t { AllRead, SomeMissing };

struct Terms {
  FailOn fail_on = FailOn::Error;
  Inputs inputs = Inputs::AllRead;
};

enum class CheckState : std::uint8_t {
  Passed,
  Failed,
  NotExercised,  // there was nothing to judge, and nobody had asked for it in particular
  NotEvaluated,  // it was asked for and could not be judged; never a pass
};
std::string_view name_of(CheckState state);  // "not-evaluated"

// One question and the findings that bear on it.
struct Question {
  std::string name;    // "propagation", "budget user=0.50"
  std::string detail;  // what was judged, or why it could not be
  CheckState without_findings = CheckState::Passed;
  std::vector<model::Finding> findings;
};

struct Check {
  std::string name;
  std::string detail;
  CheckState state = CheckState::Passed;
};

enum class Outcome : std::uint8_t { Passed, Failed, NotEvaluated };
std::string_view name_of(Outcome outcome);

struct Verdict {
  std::vector<Check> checks;             // in the order of the questions
  std::vector<model::Finding> failures;  // the findings that failed a check, sorted
  std::vector<model::Finding> remarks;   // all others, sorted
  [[nodiscard]] std::size_t count(CheckState state) const;
  Inputs inputs = Inputs::AllRead;
  // Missing inputs outweigh everything. Otherwise a failure is certain, so it outweighs what could
  // not be judged.
  [[nodiscard]] Outcome outcome() const;
};

Verdict judge(std::vector<Question> questions, Terms terms);

}  // namespace trace_cost::policy
