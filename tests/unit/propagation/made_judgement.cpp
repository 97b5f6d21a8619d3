#include "made_judgement.h"

#include <fmt/format.h>

namespace trace_cost::propagation {

MadeJudgement::MadeJudgement(const std::vector<made::MadeSpan>& spans)
    : keys(select_peer_keys(selection)),
      made(spans, selection),
      hops(model::find_hops(made.forest())),
      judged(judge_propagation(made.forest(), hops, keys)) {}

std::string MadeJudgement::findings() const {
  std::vector<model::Finding> found = judged.findings;
  model::sort_findings(found);
  std::string lines;
  for (const model::Finding& finding : found) {
    if (!lines.empty()) lines += "\n";
    const std::string where = finding.caller
                                  ? *finding.caller + " -> " + finding.callee.value_or("?")
                                  : "at " + finding.service.value_or("any");
    lines += fmt::format("{} {} {} x{} {} %", finding.rule->id, name_of(finding.severity), where,
                         finding.count, finding.confidence_percent);
  }
  return lines;
}

std::string MadeJudgement::edges() const {
  std::string lines;
  for (const Edge& edge : judged.edges) {
    if (!lines.empty()) lines += "\n";
    lines += edge.caller + " -> " + (edge.callee_is_captured ? edge.callee : "?") + ":";
    const auto add = [&](std::uint64_t count, const char* word) {
      if (count > 0) lines += fmt::format(" {} {},", count, word);
    };
    add(edge.joined, "joined");
    add(edge.severed, "severed");
    add(edge.failed, "failed");
    add(edge.external, "external");
    add(edge.unknown, "unknown");
    lines.pop_back();
    lines += fmt::format(" of {}, {}", edge.eligible(), name_of(edge.verdict()));
  }
  return lines;
}

std::size_t MadeJudgement::errors() const {
  std::size_t count = 0;
  for (const model::Finding& finding : judged.findings) {
    count += finding.severity == model::FindingSeverity::Error ? 1 : 0;
  }
  return count;
}

}  // namespace trace_cost::propagation
