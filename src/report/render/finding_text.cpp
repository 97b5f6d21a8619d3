#include "report/render/finding_text.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <optional>

#include "report/render/shown_text.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kDigitsOfId = 8;

std::string named(const std::string& service) { return service.empty() ? "(unnamed)" : service; }

}  // namespace

std::string sign_of(model::FindingSeverity severity, Charset charset) {
  switch (severity) {
    case model::FindingSeverity::Info:
      return "i";
    case model::FindingSeverity::Warning:
      return "!";
    case model::FindingSeverity::Error:
      break;
  }
  return shown("✗", charset);
}

Ink ink_of(model::FindingSeverity severity) {
  switch (severity) {
    case model::FindingSeverity::Info:
      return Ink::Dim;
    case model::FindingSeverity::Warning:
      return Ink::Warning;
    case model::FindingSeverity::Error:
      break;
  }
  return Ink::Bad;
}

std::string scope_text(const model::Finding& finding, Charset charset) {
  const std::optional<std::string>& caller = finding.caller;
  const std::optional<std::string>& callee = finding.callee;
  std::string text;
  if (caller && callee) {
    text = named(*caller) + " → " + named(*callee);
  } else if (caller || callee) {
    text = named(caller ? *caller : *callee);
  } else if (finding.service) {
    text = named(*finding.service);
  } else if (finding.user) {
    text = *finding.user;
  }
  constexpr std::size_t kWidest = 48;
  return base::shortened(shown(text, charset), kWidest, base::Cut::Middle, shown("…", charset));
}

std::string confidence_text(const model::Finding& finding) {
  if (finding.certainty != model::Certainty::Inferred) return {};
  if (finding.confidence_percent >= 100) return "p 1.0";
  return fmt::format("p .{:02}", finding.confidence_percent);
}

std::string example_text(const model::FindingExample& example, Charset charset) {
  std::string text;
  if (example.trace.is_valid()) {
    text += "trace " + model::to_hex(example.trace).substr(0, kDigitsOfId);
  }
  if (example.span.is_valid()) {
    text +=
        (text.empty() ? "span " : " span ") + model::to_hex(example.span).substr(0, kDigitsOfId);
  }
  if (!example.note.empty()) text += (text.empty() ? "" : "  ") + example.note;
  return shown(text, charset);
}

std::string advice_text(const model::Finding& finding, Charset charset) {
  std::string where = fmt::format("trace-cost explain {}", finding.rule->id);
  const std::string_view advice = advice_of(finding);
  if (advice.empty()) return where;
  return shown(fmt::format("{}  ({})", advice, where), charset);
}

}  // namespace trace_cost::report
