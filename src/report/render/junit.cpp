#include "report/render/junit.h"

#include <fmt/format.h>

#include "report/render/finding_text.h"
#include "report/render/xml_escape.h"

namespace trace_cost::report {

namespace {

using policy::CheckState;

std::string line(std::string_view text) { return xml_escaped(text) + "\n"; }

// GitLab shows nothing but the body, so the whole story stands in it.
std::string story_of(const policy::Check& check, const policy::Verdict& verdict,
                     std::size_t number) {
  std::string story = line(check.detail);
  const std::string place = policy::text_of(check.place);
  if (!place.empty()) story += line("agreed in " + place);
  for (const policy::JudgedFinding& judged : verdict.findings) {
    if (judged.check != number || judged.fate != policy::Fate::Failed) continue;
    const model::Finding& finding = judged.finding;
    story += line(
        fmt::format("{} {} {}", finding.rule->id, name_of(finding.severity), ci_message(finding)));
    for (const model::FindingExample& example : finding.examples) {
      const std::string text = example_text(example, Charset::Unicode);
      if (!text.empty()) story += line("  " + text);
    }
    story += line("  " + advice_text(finding, Charset::Unicode));
  }
  return story;
}

const model::Finding* first_failure(const policy::Verdict& verdict, std::size_t number) {
  for (const policy::JudgedFinding& judged : verdict.findings) {
    if (judged.check == number && judged.fate == policy::Fate::Failed) return &judged.finding;
  }
  return nullptr;
}

std::string element(std::string_view name, std::string_view message, std::string_view type,
                    std::string_view body) {
  return fmt::format("      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n", name,
                     xml_escaped(message), xml_escaped(type), body);
}

std::string outcome_of(const policy::Verdict& verdict, std::size_t number) {
  const policy::Check& check = verdict.checks[number];
  const std::string story = story_of(check, verdict, number);
  switch (check.state) {
    case CheckState::Passed:
      return {};
    case CheckState::Failed: {
      const model::Finding* finding = first_failure(verdict, number);
      const bool has_one = finding != nullptr;
      return element("failure", has_one ? ci_message(*finding) : check.detail,
                     has_one ? finding->rule->id : "check", story);
    }
    case CheckState::NotExercised:
      return fmt::format("      <skipped message=\"{}\"/>\n", xml_escaped(check.detail));
    case CheckState::NotEvaluated:
      break;
  }
  return element("error", "could not be evaluated: " + check.detail, "not-evaluated", story);
}

// "trace-cost.latency": what GitLab shows as the suite.
std::string class_of(const policy::Check& check) {
  return "trace-cost." + check.name.substr(0, check.name.find(' '));
}

}  // namespace

std::string render_junit(const policy::Verdict& verdict, const CiContext&) {
  const std::size_t failed = verdict.count(CheckState::Failed);
  const std::size_t errors = verdict.count(CheckState::NotEvaluated);
  const std::string totals = fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\"",
                                         verdict.checks.size(), failed, errors);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"trace-cost\" {}>\n", totals);
  out += fmt::format("  <testsuite name=\"trace-cost check\" {} skipped=\"{}\">\n", totals,
                     verdict.count(CheckState::NotExercised));
  for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
    const policy::Check& check = verdict.checks[i];
    const std::string outcome = outcome_of(verdict, i);
    out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
                       xml_escaped(class_of(check)), xml_escaped(check.name));
    out += outcome.empty() ? "/>\n" : ">\n" + outcome + "    </testcase>\n";
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace trace_cost::report
