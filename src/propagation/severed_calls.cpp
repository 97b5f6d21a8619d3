#include "propagation/severed_calls.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "propagation/callee_match.h"

namespace trace_cost::propagation {

namespace {

using model::Span;
using model::StringId;

bool can_be_judged(const DanglingCall& call, const Span& span) {
  return call.callee && !call.never_arrived && span.kind == model::SpanKind::Client &&
         span.has_times() && span.duration() >= model::Nanos{0};
}

model::Nanos capture_length(const model::Capture& capture) {
  model::Instant first = model::kLatest;
  model::Instant last{model::Nanos{0}};
  for (const Span& span : capture.spans()) {
    if (!span.has_times() || span.duration() < model::Nanos{0}) continue;
    first = std::min(first, span.start);
    last = std::max(last, span.end);
  }
  return std::max(model::Nanos{1'000'000}, last - first);
}

// The clock of the callee against that of the caller, where it is known to be off. A callee on
// several hosts is taken by the host of its first root.
void align(const CallKnowledge& knowledge, const Span& span, const ServiceEntries& entries,
           JudgedCall& call) {
  const Span root = knowledge.forest.capture().span(entries.by_start.front().span);
  const auto ahead = knowledge.clocks.ahead(span.resource, root.resource);
  call.clock_is_known = ahead.has_value();
  if (!ahead || !ahead->is_bounded() || !ahead->is_off()) return;
  call.start += ahead->middle();
  call.end += ahead->middle();
  call.slack = std::max(call.slack, ahead->error());
}

}  // namespace

SeveredCalls match_severed_calls(const CallKnowledge& knowledge,
                                 const std::vector<DanglingCall>& calls,
                                 const std::vector<model::SpanIndex>& taken) {
  SeveredCalls severed;
  if (calls.empty()) return severed;
  const model::Capture& capture = knowledge.forest.capture();
  Operations operations;
  const auto entries = find_entries(knowledge.forest, knowledge.keys, taken, operations);
  std::map<StringId, std::vector<JudgedCall>> by_callee;
  std::vector<ServicePair> edges;
  for (const DanglingCall& dangling : calls) {
    const Span span = capture.span(dangling.span);
    const auto known = entries.find(dangling.callee);
    if (!can_be_judged(dangling, span) || known == entries.end()) continue;
    if (known->second.by_start.empty()) continue;
    JudgedCall call;
    call.span = dangling.span;
    call.start = span.start;
    call.end = span.end;
    call.caller = capture.service_id(span);
    call.operation = operations.number(operation_of(capture, span, knowledge.keys));
    align(knowledge, span, known->second, call);
    by_callee[dangling.callee].push_back(call);
    edges.emplace_back(call.caller, dangling.callee);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  const auto usual = learn_delays(knowledge.forest, knowledge.hops, knowledge.clocks, edges);
  const double period = by_callee.empty() ? 1 : seconds(capture_length(capture));
  for (auto& [callee, judged] : by_callee) {
    const ServiceEntries& roots = entries.find(callee)->second;
    CalleeMatch match(capture, {callee, roots, usual, period}, operations);
    match.judge(std::move(judged), severed);
  }
  std::sort(severed.pairs.begin(), severed.pairs.end(),
            [](const MatchedCall& a, const MatchedCall& b) { return a.call < b.call; });
  std::sort(
      severed.edges.begin(), severed.edges.end(), [&](const SeveredEdge& a, const SeveredEdge& b) {
        const auto names = [&](const SeveredEdge& edge) {
          return std::pair(capture.text(edge.services.first), capture.text(edge.services.second));
        };
        return names(a) < names(b);
      });
  return severed;
}

}  // namespace trace_cost::propagation
