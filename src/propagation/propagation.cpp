#include "propagation/propagation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/counted.h"
#include "propagation/integrity.h"
#include "propagation/rules.h"

namespace trace_cost::propagation {

namespace {

using model::Finding;
using model::SpanIndex;

// A claim below this is not made; from kSure on it may fail a build.
constexpr std::uint32_t kWorthSaying = 70;
constexpr std::uint32_t kSure = 90;

using Services = std::pair<std::string, std::string>;

Services services_of(const model::Capture& capture, SpanIndex caller, SpanIndex callee) {
  return {std::string(capture.service(capture.span(caller))),
          std::string(capture.service(capture.span(callee)))};
}

void add_call(const model::Capture& capture, SpanIndex caller, SpanIndex callee, Finding& finding) {
  const model::Span& from = capture.span(caller);
  const model::Span& to = capture.span(callee);
  const std::string other = model::to_hex(to.trace);
  const std::string where = to.trace == from.trace
                                ? std::string("the same trace, under another parent")
                                : fmt::format("trace {}…{}", other.substr(0, 8), other.substr(24));
  model::add_example(
      from, fmt::format("{} went on as {} in {}", capture.name(from), capture.name(to), where),
      finding);
}

using Eligible = std::map<Services, std::uint64_t>;

Eligible eligible_calls(const std::vector<Edge>& edges) {
  Eligible eligible;
  for (const Edge& edge : edges) {
    if (edge.callee_is_captured) eligible[{edge.caller, edge.callee}] = edge.eligible();
  }
  return eligible;
}

void finish(const Services& services, std::string message, Finding& finding) {
  finding.caller = services.first;
  finding.callee = services.second;
  finding.message = std::move(message);
}

std::vector<Finding> moved_findings(const model::Capture& capture, const CallOutcomes& outcomes,
                                    const Eligible& eligible) {
  std::map<Services, Finding> by_edge;
  for (const MovedChild& moved : outcomes.moved) {
    if (!is_call(capture, moved)) continue;
    const Services services = services_of(capture, moved.parent, moved.child);
    const auto entry = by_edge.try_emplace(services, model::finding_of(kParentInOtherTrace)).first;
    add_call(capture, moved.parent, moved.child, entry->second);
  }
  std::vector<Finding> found;
  for (auto& [services, finding] : by_edge) {
    finish(services,
           fmt::format("{} of {} calls arrived with their parent id but another trace id",
                       finding.count, eligible.at(services)),
           finding);
    found.push_back(std::move(finding));
  }
  return found;
}

// Within one service nobody was called; the trace id was changed all the same.
std::vector<Finding> moved_inside_findings(const model::Capture& capture,
                                           const CallOutcomes& outcomes) {
  std::map<std::string, Finding> by_service;
  for (const MovedChild& moved : outcomes.moved) {
    if (is_call(capture, moved)) continue;
    const std::string service(capture.service(capture.span(moved.child)));
    const auto entry =
        by_service.try_emplace(service, model::finding_of(kParentInOtherTrace)).first;
    add_call(capture, moved.parent, moved.child, entry->second);
  }
  std::vector<Finding> found;
  for (auto& [service, finding] : by_service) {
    finding.service = service;
    finding.message = base::counted(finding.count, "span names", "spans name") +
                      " a parent that is in another trace";
    found.push_back(std::move(finding));
  }
  return found;
}

// Sure and less sure claims about one edge are different findings: only the sure ones are errors.
std::vector<Finding> severed_findings(const model::Capture& capture, const CallOutcomes& outcomes,
                                      const Eligible& eligible) {
  std::map<std::pair<Services, bool>, Finding> by_edge;
  for (const MatchedCall& match : outcomes.severed) {
    const bool is_sure = match.confidence_percent >= kSure;
    const Services services = services_of(capture, match.call, match.entry);
    const auto [entry, is_new] =
        by_edge.try_emplace({services, is_sure}, model::finding_of(kSeveredCall));
    Finding& finding = entry->second;
    if (!is_sure) finding.severity = model::FindingSeverity::Warning;
    finding.confidence_percent =
        is_new ? match.confidence_percent
               : std::min(finding.confidence_percent, match.confidence_percent);
    add_call(capture, match.call, match.entry, finding);
  }
  std::vector<Finding> found;
  for (auto& [key, finding] : by_edge) {
    finish(key.first,
           fmt::format("trace context lost: {} of {} calls started a new trace", finding.count,
                       eligible.at(key.first)),
           finding);
    found.push_back(std::move(finding));
  }
  return found;
}

std::vector<Finding> rewritten_findings(const model::Capture& capture,
                                        const CallOutcomes& outcomes) {
  std::map<Services, Finding> by_edge;
  for (const MatchedCall& match : outcomes.rewritten) {
    const Services services = services_of(capture, match.call, match.entry);
    const auto [entry, is_new] = by_edge.try_emplace(services, model::finding_of(kParentRewritten));
    Finding& finding = entry->second;
    finding.confidence_percent =
        is_new ? match.confidence_percent
               : std::min(finding.confidence_percent, match.confidence_percent);
    add_call(capture, match.call, match.entry, finding);
  }
  std::vector<Finding> found;
  for (auto& [services, finding] : by_edge) {
    finish(services,
           fmt::format("the trace id arrived, the parent id did not, in {} {}", finding.count,
                       finding.count == 1 ? "call" : "calls"),
           finding);
    found.push_back(std::move(finding));
  }
  return found;
}

void drop_weak(std::vector<MatchedCall>& matches) {
  std::erase_if(matches, [](const MatchedCall& m) { return m.confidence_percent < kWorthSaying; });
}

// A call that an id already accounts for is not matched a second time.
void drop_settled(const std::vector<MovedChild>& moved, std::vector<DanglingCall>& calls) {
  std::set<SpanIndex> settled;
  for (const MovedChild& child : moved) settled.insert(child.parent);
  std::erase_if(calls, [&](const DanglingCall& call) { return settled.count(call.span) != 0; });
}

// What follows from an id is sure, and a matched pair is never claimed beside it: calls with a
// moved child are not matched, and each matched entry is a root, which no moved child is.
std::vector<model::Stitch> stitches_of(const CallOutcomes& outcomes) {
  std::vector<model::Stitch> stitches;
  for (const MovedChild& moved : outcomes.moved) {
    stitches.push_back({moved.parent, moved.child, 100, model::Certainty::Certain});
  }
  for (const MatchedCall& match : outcomes.severed) {
    stitches.push_back(
        {match.call, match.entry, match.confidence_percent, model::Certainty::Inferred});
  }
  std::sort(stitches.begin(), stitches.end(), [](const model::Stitch& a, const model::Stitch& b) {
    return std::tie(a.call, a.entry) < std::tie(b.call, b.entry);
  });
  return stitches;
}

}  // namespace

Propagation judge_propagation(const model::Forest& forest, const std::vector<model::Hop>& hops,
                              const PeerKeys& keys) {
  const model::Capture& capture = forest.capture();
  CallOutcomes outcomes;
  outcomes.hops = hops;
  outcomes.dangling = find_dangling_calls(forest, hops, keys);
  outcomes.moved = find_moved_children(forest);
  drop_settled(outcomes.moved, outcomes.dangling);
  outcomes.severed = match_severed_calls(forest, outcomes.dangling, keys);
  outcomes.rewritten = match_rewritten_parents(forest, outcomes.dangling, keys);
  drop_weak(outcomes.severed);
  drop_weak(outcomes.rewritten);

  Propagation judged;
  judged.edges = count_edges(forest, outcomes);
  judged.stitches = stitches_of(outcomes);
  model::append(id_findings(forest), judged.findings);
  const Eligible eligible = eligible_calls(judged.edges);
  model::append(moved_findings(capture, outcomes, eligible), judged.findings);
  model::append(moved_inside_findings(capture, outcomes), judged.findings);
  model::append(severed_findings(capture, outcomes, eligible), judged.findings);
  model::append(rewritten_findings(capture, outcomes), judged.findings);
  model::append(orphan_findings(forest, outcomes), judged.findings);
  return judged;
}

}  // namespace trace_cost::propagation
