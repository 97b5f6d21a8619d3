#include "propagation/edges.h"

#include <map>
#include <set>
#include <tuple>

namespace trace_cost::propagation {

namespace {

using model::SpanIndex;

class EdgeTable {
 public:
  explicit EdgeTable(const model::Capture& capture) : capture_(capture) {}

  Edge& between(SpanIndex caller, model::StringId callee) {
    const std::string from(capture_.service(capture_.span(caller)));
    const std::string to(capture_.text(callee));
    Edge& edge = edges_[{from, !callee, to}];
    edge.caller = from;
    edge.callee = to;
    edge.callee_is_captured = bool{callee};
    return edge;
  }

  Edge& between(SpanIndex caller, SpanIndex callee) {
    return between(caller, capture_.service_id(capture_.span(callee)));
  }

  [[nodiscard]] std::vector<Edge> list() const {
    std::vector<Edge> edges;
    for (const auto& [key, edge] : edges_) edges.push_back(edge);
    return edges;
  }

 private:
  const model::Capture& capture_;
  std::map<std::tuple<std::string, bool, std::string>, Edge> edges_;
};

// A client with several servers in one service (a retry inside the client) made one call.
std::set<std::pair<SpanIndex, model::StringId>> count_joined(const model::Capture& capture,
                                                             const std::vector<model::Hop>& hops,
                                                             EdgeTable& edges) {
  std::set<std::pair<SpanIndex, model::StringId>> counted;
  for (const model::Hop& hop : hops) {
    const model::StringId callee = capture.service_id(capture.span(hop.server));
    if (hop.client && !counted.insert({hop.client, callee}).second) continue;
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
  std::set<SpanIndex> settled;
  for (const MatchedCall& match : outcomes.severed) {
    ++edges.between(match.call, match.entry).severed;
    settled.insert(match.call);
  }
  for (const MatchedCall& match : outcomes.rewritten) {
    ++edges.between(match.call, match.entry).joined;
    settled.insert(match.call);
  }
  for (const MovedChild& moved : outcomes.moved) {
    settled.insert(moved.parent);
    const model::StringId callee = capture.service_id(capture.span(moved.child));
    if (!is_call(capture, moved) || !counted.insert({moved.parent, callee}).second) continue;
    ++edges.between(moved.parent, moved.child).severed;
  }
  for (const DanglingCall& call : outcomes.dangling) {
    if (settled.count(call.span) == 0) count_dangling(call, edges);
  }
  return edges.list();
}

}  // namespace trace_cost::propagation
