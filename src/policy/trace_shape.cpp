#include "policy/trace_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/counted.h"
#include "policy/outlived.h"
#include "policy/rule_book.h"
#include "policy/trace_sizes.h"

namespace trace_cost::policy {

namespace {

bool is_allowed(const std::vector<ServicePair>& allowed, const propagation::Edge& edge) {
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const ServicePair& pair) { return fits(pair, edge.caller, edge.callee); });
}

std::uint64_t calls_of(const propagation::Edge& edge) { return edge.eligible() + edge.failed; }

Question edges_question(const TraceShape& shape, const Evidence& evidence) {
  Question question;
  question.name = "traces allowed_edges";
  question.place = shape.allowed_edges_place;
  std::size_t edges = 0;
  for (const propagation::Edge& edge : evidence.propagation->edges) {
    if (!edge.callee_is_captured) continue;
    ++edges;
    if (is_allowed(*shape.allowed_edges, edge)) continue;
    model::Finding finding = model::finding_of(kEdgeNotAllowed);
    finding.caller = edge.caller;
    finding.callee = edge.callee;
    finding.count = calls_of(edge);
    finding.message =
        base::counted(finding.count, "call", "calls") + " on an edge that is not allowed";
    question.findings.push_back(std::move(finding));
  }
  question.detail = base::counted(edges, "edge", "edges");
  if (edges == 0) {
    question.detail = "no call from one service to another";
    question.without_findings = CheckState::NotEvaluated;
  }
  return question;
}

Question service_question(const RequiredService& required, const Evidence& evidence) {
  std::uint64_t spans = 0;
  for (const model::Span& span : evidence.capture().spans()) {
    if (evidence.capture().service(span) == required.name) ++spans;
  }
  Question question;
  question.name = "traces required " + required.name;
  question.place = required.place;
  question.detail = base::counted(spans, "span", "spans");
  if (spans > 0) return question;
  model::Finding finding = model::finding_of(kServiceMissing);
  finding.service = required.name;
  finding.count = 1;
  finding.message = "no span of it is in the capture";
  question.findings.push_back(std::move(finding));
  return question;
}

Question size_question(const TraceLimit& limit, const Evidence& evidence) {
  const TraceSizes sizes = trace_sizes(limit.of, evidence);
  Question question;
  question.key = fmt::format("traces max_{}", name_of(limit.of));
  question.name = fmt::format("{} <= {}", question.key, limit.most);
  question.place = limit.place;
  if (sizes.total() == 0) {
    question.detail = fmt::format("no {} in the capture", words_for(limit.of));
    question.without_findings = CheckState::NotEvaluated;
    return question;
  }
  question.detail = fmt::format("at most {} {} in a trace", sizes.largest(), words_for(limit.of));
  model::Finding finding = too_large(limit, sizes, evidence.capture());
  if (finding.count > 0) question.findings.push_back(std::move(finding));
  return question;
}

}  // namespace

std::vector<Question> shape_questions(const TraceShape& shape, const Evidence& evidence) {
  std::vector<Question> questions;
  if (shape.allowed_edges) questions.push_back(edges_question(shape, evidence));
  for (const RequiredService& required : shape.required_services) {
    questions.push_back(service_question(required, evidence));
  }
  if (shape.may_outlive) {
    Question question;
    question.name = "traces may_outlive";
    question.place = shape.may_outlive_place;
    question.findings = outlived_findings(*shape.may_outlive, *evidence.forest);
    question.detail = question.findings.empty()
                          ? "children end before their parents"
                          : base::counted(question.findings.size(), "finding", "findings");
    questions.push_back(std::move(question));
  }
  for (const TraceLimit& limit : shape.limits) questions.push_back(size_question(limit, evidence));
  return questions;
}

}  // namespace trace_cost::policy
