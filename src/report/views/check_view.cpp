#include "report/views/check_view.h"

#include <fmt/format.h>

#include <string>

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

Line headline(const policy::Verdict& verdict) {
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
  return {{text, tone}};
}

Table checks_table(const policy::Verdict& verdict) {
  Table table;
  table.path = "checks";
  table.columns = {text_column("", ""), text_column("name", ""), machine_column("state"),
                   text_column("detail", "")};
  for (const policy::Check& check : verdict.checks) {
    Row row;
    row.tone = tone_of(check.state);
    row.cells = {words_for(check.state), check.name, std::string(policy::name_of(check.state)),
                 check.detail};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Findings findings_block(std::string title, const std::vector<model::Finding>& findings) {
  Findings block;
  block.title = std::move(title);
  block.findings = findings;
  return block;
}

}  // namespace

void add_verdict(const policy::Verdict& verdict, Document& document) {
  Notes notes;
  notes.lines = {headline(verdict)};
  document.blocks.emplace_back(std::move(notes));
  document.blocks.emplace_back(checks_table(verdict));
  document.blocks.emplace_back(findings_block("WHY IT FAILED", verdict.failures));
  document.blocks.emplace_back(findings_block("ALSO NOTED", verdict.remarks));
  Facts facts;
  facts.fields = {{"verdict", std::string(policy::name_of(verdict.outcome()))}};
  document.blocks.emplace_back(std::move(facts));
}

}  // namespace trace_cost::report
