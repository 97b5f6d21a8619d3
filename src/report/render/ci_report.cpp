#include "report/render/ci_report.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "report/render/finding_text.h"
#include "report/render/gitlab.h"
#include "report/render/junit.h"
#include "report/render/sarif.h"
#include "report/render/shown_text.h"

namespace trace_cost::report {

std::span<const CiRenderer> ci_renderers() {
  static constexpr std::array kRenderers{
      CiRenderer{"junit", "JUnit XML, for GitLab, Jenkins and most others", render_junit},
      CiRenderer{"sarif", "SARIF 2.1.0, for GitHub code scanning", render_sarif},
      CiRenderer{"gitlab", "GitLab's code quality report", render_gitlab},
  };
  return kRenderers;
}

CiPlace ci_place(const policy::Check& check, const CiContext& context) {
  constexpr std::string_view kWouldBe = "trace-cost.toml";
  const std::string path = context.policy.empty() ? std::string(kWouldBe) : context.policy;
  return {path, check.place.file.empty() ? 1 : check.place.line};
}

std::string ci_message(const model::Finding& finding) {
  const std::string scope = scope_text(finding, Charset::Unicode);
  const std::string confidence = confidence_text(finding);
  return (scope.empty() ? "" : scope + ": ") + shown(finding.message, Charset::Unicode) +
         (confidence.empty() ? "" : " (" + confidence + ")");
}

std::vector<std::string> ci_fingerprints(const policy::Verdict& verdict) {
  std::map<std::string, int> seen;
  std::vector<std::string> prints;
  for (const policy::JudgedFinding& judged : verdict.findings) {
    std::string print = policy::fingerprint_of(judged.identity);
    const int times = ++seen[print];
    if (times > 1) print += fmt::format("-{}", times);
    prints.push_back(std::move(print));
  }
  return prints;
}

}  // namespace trace_cost::report
