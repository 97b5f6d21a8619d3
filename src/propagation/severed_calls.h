// Calls whose callee is in the capture, but went on in a trace of its own.
//
// A severed trace looks healthy by itself: one root, no orphan. Only a look across traces shows
// that its root is the other half of a call that dangles elsewhere:
//
//   trace 1   |-- CLIENT POST http://db:80/query ---|      nothing beneath it
//   trace 2        |-- SERVER POST /query --|              a root
//
// All dangling calls and roots of a callee are looked at together:
//
//   1. Which roots could it be? Of the callee, the operation agrees, the call covers the root.
//   2. How do such calls usually go? By the joined calls of the edge, else by the delay at which
//      roots follow the calls more often than chance would have it (delay_peak.h).
//   3. How likely is each pair, when others compete for its root and its call (pair_chances.h)?
//      The share of calls that are severed, and the rate of roots that nothing explains, are
//      estimated along with it.
//   4. Would so many pairs have come about by chance? Then none is claimed.
//
// Two statements come out, and they are different: "this edge is broken", and "this call went on as
// that root". Among many equal calls at once the second cannot be made, and is not.
#pragma once

#include <cstdint>
#include <vector>

#include "propagation/calls.h"
#include "propagation/delay_peak.h"
#include "propagation/usual_delay.h"

namespace trace_cost::propagation {

struct MatchedCall {
  model::SpanIndex call;   // CLIENT, in the caller's service
  model::SpanIndex entry;  // SERVER, in the callee's
  // The chance that the two belong together. At most 99; at most 90 where fewer than five calls of
  // an edge dangle and none is joined to compare them with.
  std::uint32_t confidence_percent = 0;
};

// What all dangling calls from one service to another say together.
struct SeveredEdge {
  ServicePair services;
  std::uint64_t calls = 0;    // dangling ones that were judged
  std::uint64_t severed = 0;  // so many of them went on elsewhere; matched or not
  DelayPeak peak;
  double by_chance = 0;  // pairs that would have come about without any tie
};

struct SeveredCalls {
  std::vector<MatchedCall> pairs;  // by index of the call; one to one
  std::vector<SeveredEdge> edges;  // with at least one severed call; by services
};

// What is known beforehand of the calls of a capture.
struct CallKnowledge {
  const model::Forest& forest;
  const std::vector<model::Hop>& hops;
  const Clocks& clocks;
  const PeerKeys& keys;
};

// `taken` are roots that belong to other calls for certain.
SeveredCalls match_severed_calls(const CallKnowledge& knowledge,
                                 const std::vector<DanglingCall>& calls,
                                 const std::vector<model::SpanIndex>& taken);

}  // namespace trace_cost::propagation
