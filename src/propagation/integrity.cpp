#include "propagation/integrity.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/counted.h"
#include "model/span_lookup.h"
#include "propagation/rules.h"

namespace trace_cost::propagation {

namespace {

using model::Finding;
using model::Span;
using model::SpanIndex;
using model::Top;

std::string placed_name(const model::Capture& capture, const Span& span) {
  return fmt::format("{} in {}", capture.name(span),
                     capture.service(span).empty() ? "(no service name)" : capture.service(span));
}

struct Words {
  std::string_view one;
  std::string_view many;
};

// One finding per service for these spans.
std::vector<Finding> find_by_service(const model::Capture& capture, const model::Rule& rule,
                                     Words words, const std::vector<SpanIndex>& spans) {
  std::map<std::string, Finding> by_service;
  for (const SpanIndex index : spans) {
    const Span span = capture.span(index);
    const std::string service(capture.service(span));
    const auto entry = by_service.try_emplace(service, model::finding_of(rule)).first;
    model::add_example(span, placed_name(capture, span), entry->second);
  }
  std::vector<Finding> found;
  for (auto& [service, finding] : by_service) {
    finding.service = service;
    finding.message = base::counted(finding.count, words.one, words.many);
    found.push_back(std::move(finding));
  }
  return found;
}

// Spans with something wrong about their ids, in span order.
struct OddIds {
  std::vector<SpanIndex> without_trace;
  std::vector<SpanIndex> without_id;
  std::vector<SpanIndex> self_parents;
  std::vector<SpanIndex> cycle_cuts;
};

OddIds find_odd_ids(const model::Forest& forest) {
  const model::Capture& capture = forest.capture();
  OddIds odd;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex index(i);
    const Span span = capture.span(index);
    if (!span.trace.is_valid()) odd.without_trace.push_back(index);
    if (!span.id.is_valid()) odd.without_id.push_back(index);
    if (forest.top(index) == Top::SelfParent) odd.self_parents.push_back(index);
    if (forest.top(index) == Top::CycleCut) odd.cycle_cuts.push_back(index);
  }
  return odd;
}

std::uint32_t roots_of(const model::Forest& forest, const model::Trace& trace) {
  std::uint32_t roots = 0;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    roots += forest.top(SpanIndex(i)) == Top::Root ? 1 : 0;
  }
  return roots;
}

void find_several_roots(const model::Forest& forest, std::vector<Finding>& found) {
  Finding finding = model::finding_of(kSeveralRoots);
  const model::Capture& capture = forest.capture();
  for (const model::Trace& trace : forest.traces()) {
    const std::uint32_t roots = roots_of(forest, trace);
    if (roots < 2) continue;
    const SpanIndex head = forest.head(trace);
    model::add_example(
        capture.span(head),
        fmt::format("{} roots, the first is {}", roots, placed_name(capture, capture.span(head))),
        finding);
  }
  if (finding.count == 0) return;
  finding.message = base::counted(finding.count, "trace has more than one root",
                                  "traces have more than one root");
  found.push_back(std::move(finding));
}

bool parent_is_remote(const Span& span) {
  if (span.parent_place != model::ParentPlace::Unknown) {
    return span.parent_place == model::ParentPlace::Remote;
  }
  return model::is_called_kind(span.kind);
}

}  // namespace

std::vector<MovedChild> find_moved_children(const model::Forest& forest) {
  const model::Capture& capture = forest.capture();
  std::vector<SpanIndex> orphans;
  std::vector<model::SpanId> missing;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex child(i);
    if (forest.top(child) != Top::Orphan || !capture.span(child).parent.is_valid()) continue;
    orphans.push_back(child);
    missing.push_back(capture.span(child).parent);
  }
  const model::SpanLookup lookup(capture, std::move(missing));
  std::vector<MovedChild> moved;
  for (const SpanIndex child : orphans) {
    const auto named = lookup.with_id(capture.span(child).parent);
    if (named.size() == 1) moved.push_back({child, named.front()});
  }
  return moved;
}

std::vector<Finding> id_findings(const model::Forest& forest) {
  const model::Capture& capture = forest.capture();
  const OddIds odd = find_odd_ids(forest);
  std::vector<Finding> found;
  const auto add = [&](const model::Rule& rule, Words words, const std::vector<SpanIndex>& spans) {
    model::append(find_by_service(capture, rule, words, spans), found);
  };
  add(kInvalidTraceId, {"span has an invalid trace id", "spans have an invalid trace id"},
      odd.without_trace);
  add(kInvalidSpanId, {"span has an invalid span id", "spans have an invalid span id"},
      odd.without_id);
  add(kIdConflict,
      {"span shares its ids with a different span", "spans share their ids with different spans"},
      capture.id_conflicts());
  add(kSelfParent, {"span is its own parent", "spans are their own parents"}, odd.self_parents);
  add(kParentCycle, {"circle of parents was cut", "circles of parents were cut"}, odd.cycle_cuts);
  find_several_roots(forest, found);
  return found;
}

std::vector<Finding> orphan_findings(const model::Forest& forest, const CallOutcomes& outcomes) {
  const model::Capture& capture = forest.capture();
  std::set<SpanIndex> explained;
  for (const MovedChild& moved : outcomes.moved) explained.insert(moved.child);
  for (const MatchedCall& match : outcomes.rewritten) explained.insert(match.entry);
  std::vector<SpanIndex> called;
  std::vector<SpanIndex> local;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex index(i);
    if (forest.top(index) != Top::Orphan || explained.count(index) != 0) continue;
    (parent_is_remote(capture.span(index)) ? called : local).push_back(index);
  }
  std::vector<Finding> found =
      find_by_service(capture, kCallerMissing,
                      {"span was called by a span that is not in the capture",
                       "spans were called by spans that are not in the capture"},
                      called);
  model::append(find_by_service(capture, kLocalParentMissing,
                                {"span has a parent that its own process never exported",
                                 "spans have parents that their own process never exported"},
                                local),
                found);
  return found;
}

}  // namespace trace_cost::propagation
