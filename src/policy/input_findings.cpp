#include "policy/input_findings.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "base/counted.h"

namespace trace_cost::policy {

namespace {

constexpr std::array<model::Rule, 1> kRules{{
    {"TC-D001", "damaged records", model::FindingSeverity::Info, model::Certainty::Certain,
     "Some records of the input were cut or torn. They were left out, everything else was read. "
     "With "
     "check --strict this is an error.",
     "look at the places named on standard error; write dumps of several processes to several "
     "files"},
}};

}  // namespace

std::span<const model::Rule> input_rules() { return kRules; }

std::vector<model::Finding> damage_findings(const model::Capture& capture, Damage damage) {
  model::Finding finding = model::finding_of(kRules[0]);
  std::string files;
  for (const model::Source& source : capture.sources()) {
    if (source.damaged == 0) continue;
    finding.count += source.damaged;
    if (files.size() < 200)
      files += fmt::format("{}{} in {}", files.empty() ? "" : ", ", source.damaged, source.name);
  }
  if (finding.count == 0) return {};
  if (damage == Damage::Fails) finding.severity = model::FindingSeverity::Error;
  finding.message =
      base::counted(finding.count, "record was", "records were") + " lost to damage: " + files;
  return {finding};
}

}  // namespace trace_cost::policy
