#include "propagation/propagation.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "propagation/call_findings.h"
#include "propagation/clock_findings.h"
#include "propagation/integrity.h"
#include "propagation/rewritten_parents.h"

namespace trace_cost::propagation {

namespace {

using model::SpanIndex;
using model::Stitch;

// A call that something surer accounts for is not matched a second time.
void drop_settled(const std::unordered_set<SpanIndex>& settled, std::vector<DanglingCall>& calls) {
  std::erase_if(calls, [&](const DanglingCall& call) { return settled.count(call.span) != 0; });
}

// What ids, then keys, then the statistics of all of them say about each dangling call.
CallOutcomes settle_calls(const CallKnowledge& knowledge) {
  CallOutcomes outcomes;
  outcomes.hops = knowledge.hops;
  outcomes.dangling = find_dangling_calls(knowledge.forest, knowledge.hops, knowledge.keys);
  outcomes.moved = find_moved_children(knowledge.forest);
  std::unordered_set<SpanIndex> settled;
  for (const MovedChild& child : outcomes.moved) settled.insert(child.parent);
  drop_settled(settled, outcomes.dangling);
  std::vector<DanglingCall> open = outcomes.dangling;
  outcomes.proven = find_proven_calls(knowledge.forest, open, knowledge.keys);
  outcomes.rewritten = match_rewritten_parents(knowledge.forest, open, knowledge.keys);
  for (const ProvenCall& proven : outcomes.proven) settled.insert(proven.call);
  for (const MatchedCall& match : outcomes.rewritten) settled.insert(match.call);
  drop_settled(settled, open);
  std::vector<SpanIndex> taken;
  for (const ProvenCall& proven : outcomes.proven) taken.push_back(proven.entry);
  outcomes.severed = match_severed_calls(knowledge, open, taken);
  return outcomes;
}

// What follows from an id or a key is never claimed beside it: its calls are not matched, and its
// entries are no candidates.
std::vector<Stitch> stitches_of(const CallOutcomes& outcomes) {
  using model::Certainty;
  std::vector<Stitch> stitches;
  for (const MovedChild& moved : outcomes.moved) {
    stitches.push_back({moved.parent, moved.child, 100, Certainty::Certain});
  }
  for (const ProvenCall& proven : outcomes.proven) {
    const bool is_sure = is_certain(proven.key);
    stitches.push_back({proven.call, proven.entry, is_sure ? 100U : 99U,
                        is_sure ? Certainty::Certain : Certainty::Inferred});
  }
  for (const MatchedCall& match : outcomes.severed.pairs) {
    stitches.push_back({match.call, match.entry, match.confidence_percent, Certainty::Inferred});
  }
  std::sort(stitches.begin(), stitches.end(), [](const Stitch& a, const Stitch& b) {
    return std::tie(a.call, a.entry) < std::tie(b.call, b.entry);
  });
  return stitches;
}

}  // namespace

Propagation judge_propagation(const model::Forest& forest, const std::vector<model::Hop>& hops,
                              const PeerKeys& keys) {
  const Clocks clocks(forest, hops, keys);
  const CallOutcomes outcomes = settle_calls({forest, hops, clocks, keys});
  Propagation judged;
  judged.edges = count_edges(forest, outcomes);
  judged.stitches = stitches_of(outcomes);
  judged.findings = id_findings(forest);
  model::append(call_findings(forest, outcomes, judged.edges), judged.findings);
  model::append(orphan_findings(forest, outcomes), judged.findings);
  model::append(clock_findings(clocks), judged.findings);
  return judged;
}

}  // namespace trace_cost::propagation
