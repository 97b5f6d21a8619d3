#include "report/views/check_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/counted.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using policy::CheckState;

std::string words_for(CheckState state) {
  switch (state) {
    case CheckState::Passed:
      return "✓ passed";
    case CheckState::Failed:
      return "✗ FAILED";
    case CheckState::NotExercised:
      return "– not exercised";
    case CheckState::NotEvaluated:
      break;
  }
  return "? UNKNOWN";
}

Tone tone_of(CheckState state) {
  switch (state) {
    case CheckState::Passed:
      return Tone::Plain;
    case CheckState::Failed:
      return Tone::Bad;
    case CheckState::NotExercised:
      return Tone::Dim;
    case CheckState::NotEvaluated:
      break;
  }
  return Tone::Warning;
}

Line headline(const policy::Verdict& verdict, const std::string& policy) {
  const Tone tone = verdict.outcome() == policy::Outcome::Passed ? Tone::Good : Tone::Bad;
  std::string text =
      fmt::format("trace-cost check: {} failed, {} passed", verdict.count(CheckState::Failed),
                  verdict.count(CheckState::Passed));
  if (const std::size_t unknown = verdict.count(CheckState::NotEvaluated); unknown > 0) {
    text += fmt::format(", {} could not be evaluated", unknown);
  }
  if (const std::size_t idle = verdict.count(CheckState::NotExercised); idle > 0) {
    text += fmt::format(", {} not exercised", idle);
  }
  Line line{{text, tone}};
  if (!policy.empty()) line.push_back({"; policy " + policy, Tone::Dim});
  return line;
}

// Names are what a reader looks for, so they are cut only where they would push out all else.
Column name_column(const policy::Verdict& verdict) {
  constexpr std::size_t kWidest = 44;
  Column column = text_column("name", "");
  const bool all_fit =
      std::all_of(verdict.checks.begin(), verdict.checks.end(),
                  [](const policy::Check& check) { return check.name.size() <= kWidest; });
  if (all_fit) column.fit = Fit::Keep;
  return column;
}

// Where it was agreed matters to people only when it did not pass; the headline names the file.
std::string people_detail(const policy::Check& check) {
  if (check.state == CheckState::Passed || check.place.file.empty()) return check.detail;
  return fmt::format("{}  (line {})", check.detail, check.place.line);
}

Table checks_table(const policy::Verdict& verdict) {
  Table table;
  table.path = "checks";
  Column people = text_column("", "");
  people.audience = Audience::People;
  table.columns = {text_column("", ""),      name_column(verdict),    machine_column("state"),
                   machine_column("detail"), machine_column("place"), people};
  for (const policy::Check& check : verdict.checks) {
    const std::string place = policy::text_of(check.place);
    Row row;
    row.tone = tone_of(check.state);
    row.cells = {words_for(check.state),
                 check.name,
                 std::string(policy::name_of(check.state)),
                 check.detail,
                 place.empty() ? Value(Unknown{}) : Value(place),
                 people_detail(check)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Findings findings_block(std::string title, std::vector<model::Finding> findings) {
  Findings block;
  block.title = std::move(title);
  block.findings = std::move(findings);
  return block;
}

// "TC-C002, TC-P007": each rule once.
std::string rules_of(const std::vector<model::Finding>& findings) {
  std::set<std::string_view> ids;
  for (const model::Finding& finding : findings) ids.insert(finding.rule->id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

// One line for each kind of finding that did not fail, so that none is passed over in silence.
Notes other_findings(const policy::Verdict& verdict, const CheckCircumstances& circumstances) {
  struct Kind {
    policy::Fate fate;
    std::string_view words;
  };
  constexpr std::array kKinds{
      Kind{policy::Fate::Remark, "noted, not failing (trace-cost report shows it)"},
      Kind{policy::Fate::Known, "known from the baseline"},
      Kind{policy::Fate::Suppressed, "ignored as agreed"},
  };
  Notes notes;
  for (const Kind& kind : kKinds) {
    const std::vector<model::Finding> findings = verdict.findings_of(kind.fate);
    if (findings.empty()) continue;
    notes.lines.push_back(
        {{fmt::format("  {} {}: {}", base::counted(findings.size(), "finding", "findings"),
                      kind.words, rules_of(findings)),
          Tone::Dim}});
  }
  if (circumstances.mended > 0) {
    const std::string count = base::counted(circumstances.mended, "finding", "findings");
    const std::string_view what = circumstances.baseline_updated
                                      ? "and taken out of it"
                                      : "--update-baseline takes what is mended out of it";
    notes.lines.push_back(
        {{fmt::format("  {} of the baseline mended; {}", count, what), Tone::Good}});
  }
  for (const policy::Suppression& suppression : verdict.unused) {
    const std::string place = policy::text_of(suppression.place);
    notes.lines.push_back(
        {{fmt::format("  ! nothing was ignored by {}{}{}", policy::name_of(suppression),
                      place.empty() ? "" : "  ", place),
          Tone::Warning}});
  }
  return notes;
}

// Findings that did not fail for a reason of their own; machines only.
Table excused_table(const policy::Verdict& verdict, policy::Fate fate, std::string path) {
  Table table;
  table.path = std::move(path);
  table.audience = Audience::Machines;
  for (const char* name : {"rule", "check", "caller", "callee", "service", "user", "message",
                           "fingerprint", "reason"}) {
    table.columns.push_back(machine_column(name));
  }
  const auto text = [](const std::optional<std::string>& value) {
    return value ? Value(*value) : Value(Unknown{});
  };
  for (const policy::JudgedFinding& judged : verdict.findings) {
    if (judged.fate != fate) continue;
    const policy::Identity& id = judged.identity;
    Row row;
    row.cells = {id.rule,
                 id.check,
                 text(id.caller),
                 text(id.callee),
                 text(id.service),
                 text(id.user),
                 judged.finding.message,
                 policy::fingerprint_of(id),
                 judged.reason.empty() ? Value(Unknown{}) : Value(judged.reason)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Facts facts_of(const policy::Verdict& verdict, const CheckCircumstances& circumstances) {
  Facts facts;
  facts.fields = {
      {"policy", circumstances.policy.empty() ? Value(Unknown{}) : Value(circumstances.policy)},
      {"verdict", std::string(policy::name_of(verdict.outcome()))}};
  if (!circumstances.baseline.empty()) {
    facts.fields.push_back({"baseline.file", circumstances.baseline});
    facts.fields.push_back({"baseline.known", signed_count(verdict.count(policy::Fate::Known))});
    facts.fields.push_back({"baseline.mended", signed_count(circumstances.mended)});
  }
  return facts;
}

}  // namespace

void add_verdict(const policy::Verdict& verdict, const CheckCircumstances& circumstances,
                 Document& document) {
  Notes head;
  head.lines = {headline(verdict, circumstances.policy)};
  document.blocks.emplace_back(std::move(head));
  document.blocks.emplace_back(checks_table(verdict));
  document.blocks.emplace_back(
      findings_block("WHY IT FAILED", verdict.findings_of(policy::Fate::Failed)));
  Findings remarks = findings_block("", verdict.findings_of(policy::Fate::Remark));
  remarks.audience = Audience::Machines;
  document.blocks.emplace_back(std::move(remarks));
  document.blocks.emplace_back(excused_table(verdict, policy::Fate::Known, "known"));
  document.blocks.emplace_back(excused_table(verdict, policy::Fate::Suppressed, "suppressed"));
  document.blocks.emplace_back(other_findings(verdict, circumstances));
  if (!circumstances.again.empty()) {
    Notes again;
    again.wrapping = Wrapping::Never;
    again.lines = {{{"again:  " + circumstances.again, Tone::Plain}}};
    document.blocks.emplace_back(std::move(again));
  }
  document.blocks.emplace_back(facts_of(verdict, circumstances));
}

}  // namespace trace_cost::report
