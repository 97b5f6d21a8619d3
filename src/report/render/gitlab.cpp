#include "report/render/gitlab.h"

#include <fmt/format.h>

#include "report/render/json_writer.h"
#include "report/render/shown_text.h"

namespace trace_cost::report {

namespace {

struct Issue {
  std::string description;
  std::string_view check_name;
  std::string fingerprint;
  std::string_view severity;
  CiPlace place;
};

// Of the words that GitLab knows: info, minor, major, critical, blocker.
std::string_view word_for(model::FindingSeverity severity) {
  switch (severity) {
    case model::FindingSeverity::Info:
      return "info";
    case model::FindingSeverity::Warning:
      return "minor";
    case model::FindingSeverity::Error:
      break;
  }
  return "critical";
}

void write_issue(const Issue& issue, JsonWriter& json) {
  json.begin_object();
  json.key("description");
  json.text(issue.description);
  json.key("check_name");
  json.text(issue.check_name);
  json.key("fingerprint");
  json.text(issue.fingerprint);
  json.key("severity");
  json.text(issue.severity);
  json.key("location");
  json.begin_object();
  json.key("path");
  json.text(issue.place.path);
  json.key("lines");
  json.begin_object();
  json.key("begin");
  json.integer(issue.place.line);
  json.end_object();
  json.end_object();
  json.end_object();
}

constexpr std::string_view kNotEvaluated = "not-evaluated";

Issue unknown_issue(const policy::Check& check, const CiContext& context) {
  policy::Identity identity;
  identity.rule = kNotEvaluated;
  identity.check = check.key;
  return {shown(fmt::format("{} could not be evaluated: {}", check.name, check.detail),
                Charset::Unicode),
          kNotEvaluated, policy::fingerprint_of(identity), "major", ci_place(check, context)};
}

}  // namespace

std::string render_gitlab(const policy::Verdict& verdict, const CiContext& context) {
  const std::vector<std::string> fingerprints = ci_fingerprints(verdict);
  JsonWriter json;
  json.begin_array();
  for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
    const policy::JudgedFinding& judged = verdict.findings[i];
    if (judged.fate == policy::Fate::Suppressed) continue;
    write_issue(
        {ci_message(judged.finding), judged.finding.rule->id, fingerprints[i],
         word_for(judged.finding.severity), ci_place(verdict.checks[judged.check], context)},
        json);
  }
  for (const policy::Check& check : verdict.checks) {
    if (check.state == policy::CheckState::NotEvaluated) {
      write_issue(unknown_issue(check, context), json);
    }
  }
  json.end_array();
  return json.take();
}

}  // namespace trace_cost::report
