// The one place that decides what passes and what fails. Text, JSON, what CI systems read and the
// exit code print this.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "policy/identity.h"
#include "policy/policy.h"

namespace trace_cost::policy {

// The lowest severity that fails a check.
enum class FailOn : std::uint8_t { Error, Warning };

// A verdict on half of what was asked for is none, whatever it says about that half.
enum class Inputs : std::uint8_t { AllRead, SomeMissing };

struct Terms {
  FailOn fail_on = FailOn::Error;
  Inputs inputs = Inputs::AllRead;
  std::vector<SeverityChange> severities;  // the last of a rule counts
  std::vector<Suppression> suppressions;   // those in force
  std::vector<Identity> known;             // of a baseline, in the order of is_before()
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
  Place place;      // where it was agreed
  std::string key;  // the name without its limit, which may change: "budget user"; empty: the name
};

struct Check {
  std::string name;
  std::string detail;
  CheckState state = CheckState::Passed;
  Place place;
  std::string key;
};

// What becomes of a finding. Only the first fails its check.
enum class Fate : std::uint8_t {
  Failed,
  Remark,      // below the severity that fails
  Known,       // it would fail, but the baseline has it
  Suppressed,  // it would fail or be remarked upon, but the policy ignores it
};
std::string_view name_of(Fate fate);  // "known"

struct JudgedFinding {
  model::Finding finding;
  Fate fate = Fate::Remark;
  std::size_t check = 0;  // index of Verdict::checks
  Identity identity;
  std::string reason;  // of what suppresses it
};

enum class Outcome : std::uint8_t { Passed, Failed, NotEvaluated };
std::string_view name_of(Outcome outcome);

struct Verdict {
  std::vector<Check> checks;            // in the order of the questions
  std::vector<JudgedFinding> findings;  // by fate, then as model::sort_findings() has it
  std::vector<Suppression> unused;      // suppressions that covered nothing
  Inputs inputs = Inputs::AllRead;

  [[nodiscard]] std::size_t count(CheckState state) const;
  [[nodiscard]] std::size_t count(Fate fate) const;
  [[nodiscard]] std::vector<model::Finding> findings_of(Fate fate) const;
  // Missing inputs outweigh everything. Otherwise a failure is certain, so it outweighs what could
  // not be judged.
  [[nodiscard]] Outcome outcome() const;
};

Verdict judge(std::vector<Question> questions, const Terms& terms);

}  // namespace trace_cost::policy
