#include "propagation/edges.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace trace_cost::propagation {

namespace {

using model::SpanIndex;

std::uint64_t key_of(std::uint32_t high, std::uint32_t low) {
  return std::uint64_t{high} << 32U | low;
}

class EdgeTable {
 public:
  explicit EdgeTable(const model::Capture& capture) : capture_(capture) {}

  Edge& between(SpanIndex caller, model::StringId callee) {
    return between(ServicePair{capture_.service_id(capture_.span(caller)), callee});
  }

  Edge& between(const ServicePair& services) {
    const auto [from, callee] = services;
    const auto [known, is_new] =
        numbers_.try_emplace(key_of(from.number(), callee.number()), edges_.size());
    if (is_new) {
      Edge& edge = edges_.emplace_back();
      edge.caller = capture_.text(from);
      edge.callee = capture_.text(callee);
      edge.callee_is_captured = bool{callee};
    }
    return edges_[known->second];
  }

  Edge& between(SpanIndex caller, SpanIndex callee) {
    return between(caller, capture_.service_id(capture_.span(callee)));
  }

  std::vector<Edge> list() {
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) {
      const bool a_last = !a.callee_is_captured;
      const bool b_last = !b.callee_is_captured;
      return std::tie(a.caller, a_last, a.callee) < std::tie(b.caller, b_last, b.callee);
    });
    return std::move(edges_);
  }

 private:
  const model::Capture& capture_;
  std::vector<Edge> edges_;
  std::unordered_map<std::uint64_t, std::size_t> numbers_;  // by services
};

using CallsByCallee = std::unordered_set<std::uint64_t>;  // client span and service

// A client with several servers in one service (a retry inside the client) made one call.
CallsByCallee count_joined(const model::Capture& capture, const std::vector<model::Hop>& hops,
                           EdgeTable& edges) {
  CallsByCallee counted;
  counted.reserve(hops.size());
  for (const model::Hop& hop : hops) {
    const model::StringId callee = capture.service_id(capture.span(hop.server));
    if (hop.client && !counted.insert(key_of(hop.client.number(), callee.number())).second) {
      continue;
    }
    ++edges.between(hop.parent, hop.server).joined;
  }
  return counted;
}

void count_dangling(const DanglingCall& call, EdgeTable& edges) {
  Edge& edge = edges.between(call.span, call.callee);
  if (call.never_arrived) {
    ++edge.failed;
  } else if (!call.callee) {
    ++edge.external;
  } else {
    ++edge.unknown;
  }
}

// Where it is sure that calls went on elsewhere, but not which as what.
void count_unpaired(const CallOutcomes& outcomes, EdgeTable& edges) {
  for (const SeveredEdge& severed : outcomes.severed.edges) {
    Edge& edge = edges.between(severed.services);
    const std::uint64_t more = severed.severed - std::min(severed.severed, edge.severed);
    const std::uint64_t moved = std::min(more, edge.unknown);
    edge.severed += moved;
    edge.unknown -= moved;
  }
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ok:
      return "ok";
    case Verdict::Broken:
      return "broken";
    case Verdict::Suspect:
      return "suspect";
    case Verdict::NotExercised:
      break;
  }
  return "not-exercised";
}

Verdict Edge::verdict() const {
  if (severed > 0) return Verdict::Broken;
  if (eligible() == 0) return Verdict::NotExercised;
  return unknown > 0 ? Verdict::Suspect : Verdict::Ok;
}

bool is_call(const model::Capture& capture, const MovedChild& moved) {
  return model::is_border(capture, capture.span(moved.parent), capture.span(moved.child));
}

std::vector<Edge> count_edges(const model::Forest& forest, const CallOutcomes& outcomes) {
  EdgeTable edges(forest.capture());
  const model::Capture& capture = forest.capture();
  auto counted = count_joined(capture, outcomes.hops, edges);
  std::unordered_set<SpanIndex> settled;
  const auto sever = [&](SpanIndex call, SpanIndex entry) {
    ++edges.between(call, entry).severed;
    settled.insert(call);
  };
  for (const ProvenCall& proven : outcomes.proven) sever(proven.call, proven.entry);
  for (const MatchedCall& match : outcomes.severed.pairs) sever(match.call, match.entry);
  for (const MatchedCall& match : outcomes.rewritten) {
    ++edges.between(match.call, match.entry).joined;
    settled.insert(match.call);
  }
  for (const MovedChild& moved : outcomes.moved) {
    settled.insert(moved.parent);
    const model::StringId callee = capture.service_id(capture.span(moved.child));
    if (!is_call(capture, moved) ||
        !counted.insert(key_of(moved.parent.number(), callee.number())).second)
      continue;
    ++edges.between(moved.parent, moved.child).severed;
  }
  for (const DanglingCall& call : outcomes.dangling) {
    if (settled.count(call.span) == 0) count_dangling(call, edges);
  }
  count_unpaired(outcomes, edges);
  return edges.list();
}

}  // namespace trace_cost::propagation
