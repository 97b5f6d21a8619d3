#include "report/render/sarif.h"

#include <fmt/format.h>

#include <algorithm>

#include "policy/rule_book.h"
#include "report/render/finding_text.h"
#include "report/render/json_writer.h"

namespace trace_cost::report {

namespace {

using policy::CheckState;
using policy::Fate;

using Rules = std::vector<const model::Rule*>;

std::string_view level_of(model::FindingSeverity severity) {
  return severity == model::FindingSeverity::Info ? "note" : model::name_of(severity);
}

void text_member(std::string_view key, std::string_view text, JsonWriter& json) {
  json.key(key);
  json.text(text);
}

// {"text": ...} under a key, as SARIF has its messages.
void message_member(std::string_view key, std::string_view text, JsonWriter& json) {
  json.key(key);
  json.begin_object();
  text_member("text", text, json);
  json.end_object();
}

// What RFC 3986 does not let stand in a path becomes %XX.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=:@";
  std::string uri;
  for (const char c : path) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    uri += is_word || kPlain.find(c) != std::string_view::npos
               ? std::string(1, c)
               : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

void write_rule(const model::Rule& rule, JsonWriter& json) {
  json.begin_object();
  text_member("id", rule.id, json);
  message_member("shortDescription", rule.title, json);
  message_member("fullDescription", rule.meaning, json);
  message_member("help",
                 fmt::format("{}\n\nTo mend it: {}\ntrace-cost explain {}", rule.meaning,
                             rule.advice, rule.id),
                 json);
  json.key("defaultConfiguration");
  json.begin_object();
  text_member("level", level_of(rule.severity), json);
  json.end_object();
  json.end_object();
}

void write_driver(const Rules& rules, const CiContext& context, JsonWriter& json) {
  json.key("tool");
  json.begin_object();
  json.key("driver");
  json.begin_object();
  text_member("name", "trace-cost", json);
  text_member("version", context.version, json);
  json.key("rules");
  json.begin_array();
  for (const model::Rule* rule : rules) write_rule(*rule, json);
  json.end_array();
  json.end_object();
  json.end_object();
}

void write_location(const CiPlace& place, const std::string& scope, JsonWriter& json) {
  json.key("locations");
  json.begin_array();
  json.begin_object();
  json.key("physicalLocation");
  json.begin_object();
  json.key("artifactLocation");
  json.begin_object();
  text_member("uri", uri_of(place.path), json);
  json.end_object();
  json.key("region");
  json.begin_object();
  json.key("startLine");
  json.integer(place.line);
  json.end_object();
  json.end_object();
  if (!scope.empty()) {
    json.key("logicalLocations");
    json.begin_array();
    json.begin_object();
    text_member("fullyQualifiedName", scope, json);
    json.end_object();
    json.end_array();
  }
  json.end_object();
  json.end_array();
}

void write_fate(const policy::JudgedFinding& judged, JsonWriter& json) {
  if (judged.fate == Fate::Known) text_member("baselineState", "unchanged", json);
  if (judged.fate != Fate::Suppressed) return;
  json.key("suppressions");
  json.begin_array();
  json.begin_object();
  text_member("kind", "external", json);
  text_member("justification", judged.reason, json);
  json.end_object();
  json.end_array();
}

struct Result {
  const policy::JudgedFinding& judged;
  std::ptrdiff_t rule = 0;  // its place among the rules
  CiPlace place;
  const std::string& fingerprint;
};

void write_result(const Result& result, JsonWriter& json) {
  const model::Finding& finding = result.judged.finding;
  json.begin_object();
  text_member("ruleId", finding.rule->id, json);
  json.key("ruleIndex");
  json.integer(result.rule);
  text_member("level", level_of(finding.severity), json);
  message_member("message",
                 fmt::format("{}. {}", ci_message(finding), advice_text(finding, Charset::Unicode)),
                 json);
  write_location(result.place, scope_text(finding, Charset::Unicode), json);
  json.key("partialFingerprints");
  json.begin_object();
  text_member("traceCostIdentity/v1", result.fingerprint, json);
  json.end_object();
  write_fate(result.judged, json);
  json.end_object();
}

void write_results(const policy::Verdict& verdict, const Rules& rules, const CiContext& context,
                   JsonWriter& json) {
  const std::vector<std::string> fingerprints = ci_fingerprints(verdict);
  json.key("results");
  json.begin_array();
  for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
    const policy::JudgedFinding& judged = verdict.findings[i];
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const model::Rule* one) {
      return one->id == judged.finding.rule->id;
    });
    write_result({judged, rule - rules.begin(), ci_place(verdict.checks[judged.check], context),
                  fingerprints[i]},
                 json);
  }
  json.end_array();
}

// What could not be evaluated is no result but a fault of the run.
void write_invocation(const policy::Verdict& verdict, JsonWriter& json) {
  json.key("invocations");
  json.begin_array();
  json.begin_object();
  json.key("executionSuccessful");
  json.boolean(verdict.outcome() != policy::Outcome::NotEvaluated);
  json.key("toolExecutionNotifications");
  json.begin_array();
  for (const policy::Check& check : verdict.checks) {
    if (check.state != CheckState::NotEvaluated) continue;
    json.begin_object();
    text_member("level", "error", json);
    message_member("message",
                   fmt::format("{} could not be evaluated: {}", check.name, check.detail), json);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_array();
}

}  // namespace

std::string render_sarif(const policy::Verdict& verdict, const CiContext& context) {
  const Rules rules = policy::all_rules();
  JsonWriter json;
  json.begin_object();
  text_member("$schema", "https://json.schemastore.org/sarif-2.1.0.json", json);
  text_member("version", "2.1.0", json);
  json.key("runs");
  json.begin_array();
  json.begin_object();
  write_driver(rules, context, json);
  write_invocation(verdict, json);
  write_results(verdict, rules, context, json);
  json.end_object();
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace trace_cost::report
