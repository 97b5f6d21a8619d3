#include "model/finding.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace trace_cost::model {

Finding finding_of(const Rule& rule) {
  Finding finding;
  finding.rule = &rule;
  finding.severity = rule.severity;
  finding.certainty = rule.certainty;
  return finding;
}

void add_example(const Span& span, std::string note, Finding& finding) {
  ++finding.count;
  if (finding.examples.size() >= Finding::kExamples) return;
  finding.examples.push_back({span.trace, span.id, std::move(note)});
}

std::string_view advice_of(const Finding& finding) {
  return finding.advice.empty() ? finding.rule->advice : std::string_view(finding.advice);
}

void append(std::vector<Finding> more, std::vector<Finding>& all) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

bool is_before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tie(f.rule->id, f.caller, f.callee, f.service, f.user, f.message);
  };
  return a.severity != b.severity ? a.severity > b.severity : key(a) < key(b);
}

void sort_findings(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), is_before);
}

std::string_view name_of(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::Info:
      return "info";
    case FindingSeverity::Warning:
      return "warning";
    case FindingSeverity::Error:
      break;
  }
  return "error";
}

std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::Certain:
      return "certain";
    case Certainty::Inferred:
      return "inferred";
    case Certainty::Hint:
      break;
  }
  return "hint";
}

}  // namespace trace_cost::model
