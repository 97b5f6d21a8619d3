#include "report/render/github_annotations.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/render/finding_text.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kShownByGitHub = 10;

// What would end a command or a property of it. `extra` are the characters that only end a
// property.
std::string escaped(std::string_view text, std::string_view extra) {
  std::string out;
  for (const char c : base::printable(text)) {
    const bool is_active =
        c == '%' || c == '\r' || c == '\n' || extra.find(c) != std::string_view::npos;
    out += is_active ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

std::string command(std::string_view kind, const CiPlace& place, std::string_view title,
                    std::string_view message) {
  constexpr std::string_view kOfProperties = ":,";
  return fmt::format("::{} file={},line={},title={}::{}\n", kind,
                     escaped(place.path, kOfProperties), place.line, escaped(title, kOfProperties),
                     escaped(message, ""));
}

std::string finding_command(std::string_view kind, const policy::JudgedFinding& judged,
                            const CiPlace& place) {
  const model::Rule& rule = *judged.finding.rule;
  return command(kind, place, fmt::format("{} {}", rule.id, rule.title),
                 fmt::format("{}. {}", ci_message(judged.finding),
                             advice_text(judged.finding, Charset::Unicode)));
}

std::string at_most_ten(const std::vector<std::string>& commands, std::string_view kind) {
  const bool fits = commands.size() <= kShownByGitHub;
  const std::size_t shown = fits ? commands.size() : kShownByGitHub - 1;
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += commands[i];
  if (!fits) {
    text += fmt::format("::{} title=trace-cost::and {} more, see the log\n", kind,
                        commands.size() - shown);
  }
  return text;
}

}  // namespace

std::string github_annotations(const policy::Verdict& verdict, const CiContext& context) {
  std::vector<std::string> errors;
  std::vector<std::string> warnings;
  for (const policy::JudgedFinding& judged : verdict.findings) {
    const CiPlace place = ci_place(verdict.checks[judged.check], context);
    const bool is_warning = judged.fate == policy::Fate::Remark &&
                            judged.finding.severity == model::FindingSeverity::Warning;
    if (judged.fate == policy::Fate::Failed) {
      errors.push_back(finding_command("error", judged, place));
    } else if (is_warning) {
      warnings.push_back(finding_command("warning", judged, place));
    }
  }
  for (const policy::Check& check : verdict.checks) {
    if (check.state != policy::CheckState::NotEvaluated) continue;
    errors.push_back(command("error", ci_place(check, context), "could not be evaluated",
                             check.name + ": " + check.detail));
  }
  return at_most_ten(errors, "error") + at_most_ten(warnings, "warning");
}

}  // namespace trace_cost::report
