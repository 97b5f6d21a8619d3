#include "policy/expectations.h"

#include <fmt/format.h>

#include "base/counted.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

using propagation::Edge;

struct Calls {
  std::uint64_t eligible = 0;
  std::uint64_t joined = 0;
  std::uint64_t unknown = 0;
};

model::Finding lost_on(const Edge& edge) {
  model::Finding finding = model::finding_of(kExpectedEdge);
  finding.caller = edge.caller;
  finding.callee = edge.callee;
  finding.count = edge.severed;
  finding.message = fmt::format("{} of {} lost their trace id", edge.severed,
                                base::counted(edge.eligible(), "call", "calls"));
  return finding;
}

Question hop_question(const ServicePair& hop, std::span<const Edge> edges) {
  Question question;
  question.name = "expect " + text_of(hop);
  Calls calls;
  for (const Edge& edge : edges) {
    if (!edge.callee_is_captured || !fits(hop, edge.caller, edge.callee)) continue;
    calls.eligible += edge.eligible();
    calls.joined += edge.joined;
    calls.unknown += edge.unknown;
    if (edge.severed > 0) question.findings.push_back(lost_on(edge));
  }
  question.detail = fmt::format("{} of {} kept their trace id", calls.joined,
                                base::counted(calls.eligible, "call", "calls"));
  if (calls.eligible == 0) question.detail = "no calls on the edge";
  if (calls.unknown > 0) question.detail += fmt::format(", of {} nobody knows", calls.unknown);
  if (calls.eligible == 0 || calls.unknown > 0) {
    question.without_findings = CheckState::NotEvaluated;
  }
  return question;
}

}  // namespace

std::vector<Question> expectation_questions(std::span<const Expectation> expectations,
                                            std::span<const Edge> edges) {
  std::vector<Question> questions;
  for (const Expectation& expectation : expectations) {
    for (std::size_t i = 1; i < expectation.path.size(); ++i) {
      questions.push_back(hop_question({expectation.path[i - 1], expectation.path[i]}, edges));
      questions.back().place = expectation.place;
    }
  }
  return questions;
}

}  // namespace trace_cost::policy
