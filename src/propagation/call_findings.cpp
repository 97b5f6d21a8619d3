#include "propagation/call_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/counted.h"
#include "propagation/mangled_id.h"
#include "propagation/rules.h"

namespace trace_cost::propagation {

namespace {

using model::Capture;
using model::Finding;
using model::SpanIndex;

// From here on a claim may fail a build.
constexpr std::uint32_t kSure = 90;

using Services = std::pair<std::string, std::string>;
using Eligible = std::map<Services, std::uint64_t>;

Services services_of(const Capture& capture, SpanIndex caller, SpanIndex callee) {
  return {std::string(capture.service(capture.span(caller))),
          std::string(capture.service(capture.span(callee)))};
}

ServicePair ids_of(const Capture& capture, SpanIndex caller, SpanIndex callee) {
  return {capture.service_id(capture.span(caller)), capture.service_id(capture.span(callee))};
}

std::string short_id(const model::TraceId& id) {
  const std::string hex = model::to_hex(id);
  return fmt::format("{}…{}", hex.substr(0, 8), hex.substr(24));
}

void add_call(const Capture& capture, SpanIndex caller, SpanIndex callee, Finding& finding) {
  const model::Span from = capture.span(caller);
  const model::Span to = capture.span(callee);
  const std::string where = to.trace == from.trace
                                ? std::string("the same trace, under another parent")
                                : "trace " + short_id(to.trace);
  model::add_example(
      from, fmt::format("{} went on as {} in {}", capture.name(from), capture.name(to), where),
      finding);
}

void finish(const Services& services, std::string message, Finding& finding) {
  finding.caller = services.first;
  finding.callee = services.second;
  finding.message = std::move(message);
}

// A broken edge on its way to a finding.
struct Broken {
  Finding finding;
  ServicePair services;
  std::vector<BrokenCall> calls;
  bool is_proven = true;  // by ids or headers alone, so far
};

class CallFindings {
 public:
  CallFindings(const model::Forest& forest, const CallOutcomes& outcomes,
               const std::vector<Edge>& edges)
      : capture_(forest.capture()), outcomes_(outcomes) {
    for (const Edge& edge : edges) {
      if (edge.callee_is_captured) eligible_[{edge.caller, edge.callee}] = edge.eligible();
    }
  }

  std::vector<Finding> take() {
    add_moved();
    add_proven();
    add_severed();
    add_unpaired();
    lay_blame();
    add_rewritten();
    return std::move(found_);
  }

 private:
  // What tells findings of one edge apart: the rule, and whether it is sure.
  using Key = std::pair<Services, std::pair<std::string_view, std::uint32_t>>;

  Broken& broken(const model::Rule& rule, std::uint32_t variant, const Services& services) {
    const auto [entry, is_new] = broken_.try_emplace({services, {rule.id, variant}});
    if (is_new) entry->second.finding = model::finding_of(rule);
    return entry->second;
  }

  void add(Broken& to, SpanIndex call, SpanIndex entry) {
    to.services = ids_of(capture_, call, entry);
    to.calls.push_back({call, entry});
    add_call(capture_, call, entry, to.finding);
  }

  // The parent id is known in another trace: by how the trace id was changed.
  void add_moved() {
    for (const MovedChild& moved : outcomes_.moved) {
      if (!is_call(capture_, moved)) continue;
      const Mangling mangling =
          mangling_between(capture_.span(moved.parent).trace, capture_.span(moved.child).trace);
      const bool is_mangled = mangling != Mangling::None;
      Broken& to = broken(is_mangled ? kMangledId : kParentInOtherTrace,
                          static_cast<std::uint32_t>(mangling),
                          services_of(capture_, moved.parent, moved.child));
      add(to, moved.parent, moved.child);
      if (is_mangled) tell_mangling(mangling, moved, to.finding);
    }
    for (auto& [key, each] : broken_) {
      const std::string_view rule = each.finding.rule->id;
      const std::uint64_t all = eligible_[key.first];
      const std::string how =
          rule == kMangledId.id
              ? fmt::format("{} of {} calls arrived with a trace id that was {}",
                            each.finding.count, all,
                            describe(static_cast<Mangling>(key.second.second)))
              : fmt::format("{} of {} calls arrived with their parent id but another trace id",
                            each.finding.count, all);
      finish(key.first, how, each.finding);
      found_.push_back(each.finding);
    }
    broken_.clear();
  }

  void tell_mangling(Mangling mangling, const MovedChild& moved, Finding& finding) {
    if (finding.count > 1) return;
    finding.evidence = {fmt::format("seen: {} became {}",
                                    model::to_hex(capture_.span(moved.parent).trace),
                                    model::to_hex(capture_.span(moved.child).trace))};
    finding.advice = remedy(mangling);
  }

  void add_proven() {
    for (const ProvenCall& proven : outcomes_.proven) {
      const bool is_message = proven.key == ExactKey::Message;
      Broken& to = broken(is_message ? kSeveredMessage : kSeveredCall, 1,
                          services_of(capture_, proven.call, proven.entry));
      add(to, proven.call, proven.entry);
      lower(to, is_certain(proven.key) ? 100 : 99);
      const std::string by =
          fmt::format("seen: {} is the same on both sides", describe(proven.key));
      auto& evidence = to.finding.evidence;
      if (std::find(evidence.begin(), evidence.end(), by) == evidence.end()) evidence.push_back(by);
    }
  }

  static void lower(Broken& to, std::uint32_t confidence) {
    to.finding.confidence_percent = std::min(to.finding.confidence_percent, confidence);
    if (confidence < 100) to.is_proven = false;
  }

  // Sure and less sure claims about one edge are different findings: only the sure ones are errors.
  void add_severed() {
    for (const MatchedCall& match : outcomes_.severed.pairs) {
      const bool is_sure = match.confidence_percent >= kSure;
      Broken& to =
          broken(kSeveredCall, is_sure ? 1 : 0, services_of(capture_, match.call, match.entry));
      add(to, match.call, match.entry);
      lower(to, match.confidence_percent);
      if (!is_sure) to.finding.severity = model::FindingSeverity::Warning;
    }
  }

  // Edges that are surely broken say how many calls that are, also where pairs cannot be told.
  void add_unpaired() {
    for (const SeveredEdge& severed : outcomes_.severed.edges) {
      if (!severed.peak.is_sure()) continue;
      const Services services{std::string(capture_.text(severed.services.first)),
                              std::string(capture_.text(severed.services.second))};
      Broken& to = broken(kSeveredCall, 1, services);
      to.services = severed.services;
      lower(to, 99);
      to.finding.count = std::max(to.finding.count, severed.severed);
      const auto weaker = broken_.find({services, {kSeveredCall.id, 0}});
      if (weaker != broken_.end()) {
        to.finding.count -= std::min(to.finding.count - 1, weaker->second.finding.count);
      }
      to.finding.evidence.push_back(fmt::format(
          "seen: {} roots of {} begin {:.1f} to {:.1f} ms after {} calls; chance would explain "
          "{:.1f} (log10 p {:.0f})",
          severed.peak.roots, services.second, severed.peak.from * 1e3, severed.peak.to * 1e3,
          severed.peak.calls, severed.peak.by_chance, severed.peak.log10_chance));
    }
  }

  void lay_blame() {
    std::vector<ServicePair> edges;
    for (const auto& [key, each] : broken_) edges.push_back(each.services);
    const GoodCalls good(capture_, outcomes_.hops, edges);
    for (auto& [key, each] : broken_) {
      const Blame blame = good.blame(each.services, each.calls);
      Finding& finding = each.finding;
      finding.evidence.insert(finding.evidence.begin(), blame.evidence.begin(),
                              blame.evidence.end());
      finding.advice = blame.advice;
      if (each.is_proven) finding.certainty = model::Certainty::Certain;
      finish(key.first,
             fmt::format("trace context lost: {} of {} calls started a new trace", finding.count,
                         std::max(eligible_[key.first], finding.count)),
             finding);
      found_.push_back(std::move(finding));
    }
    broken_.clear();
  }

  void add_rewritten() {
    for (const MatchedCall& match : outcomes_.rewritten) {
      Broken& to = broken(kParentRewritten, 0, services_of(capture_, match.call, match.entry));
      add(to, match.call, match.entry);
      lower(to, match.confidence_percent);
    }
    for (auto& [key, each] : broken_) {
      finish(key.first,
             fmt::format("the trace id arrived, the parent id did not, in {}",
                         base::counted(each.finding.count, "call", "calls")),
             each.finding);
      found_.push_back(std::move(each.finding));
    }
  }

  const Capture& capture_;
  const CallOutcomes& outcomes_;
  Eligible eligible_;
  std::map<Key, Broken> broken_;
  std::vector<Finding> found_;
};

// Within one service nobody was called; the trace id was changed all the same.
std::vector<Finding> moved_inside_findings(const Capture& capture, const CallOutcomes& outcomes) {
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

// Calls that are left: the callee is in the capture and nothing of them is there.
std::vector<Finding> unanswered_findings(const std::vector<Edge>& edges) {
  std::vector<Finding> found;
  for (const Edge& edge : edges) {
    if (edge.unknown == 0) continue;
    Finding finding = model::finding_of(kNoServerSide);
    finding.count = edge.unknown;
    finish({edge.caller, edge.callee},
           fmt::format("{} of {} calls have no server span, in their trace or in another",
                       edge.unknown, edge.eligible()),
           finding);
    found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace

std::vector<Finding> call_findings(const model::Forest& forest, const CallOutcomes& outcomes,
                                   const std::vector<Edge>& edges) {
  std::vector<Finding> found = CallFindings(forest, outcomes, edges).take();
  model::append(moved_inside_findings(forest.capture(), outcomes), found);
  model::append(unanswered_findings(edges), found);
  return found;
}

}  // namespace trace_cost::propagation
