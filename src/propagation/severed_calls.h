// Calls whose callee is in the capture, but not as a child of the caller.
//
// A severed trace looks healthy by itself: one root, no orphan. Only a look across traces shows
// that its root is the other half of a call that dangles elsewhere:
//
//   trace 1   |-- CLIENT POST http://db:80/query ---|      nothing beneath it
//   trace 2        |-- SERVER POST /query --|              a root
//
// A pair is claimed when the call's peer address leads to the root's service, the operations agree,
// the call covers the root in time, and each is the other's only candidate. Where several calls or
// roots fit, nothing is claimed. This needs clocks that agree; the statistical matcher that needs
// no such luck belongs here, beside it.
#pragma once

#include <cstdint>
#include <vector>

#include "propagation/calls.h"

namespace trace_cost::propagation {

struct MatchedCall {
  model::SpanIndex call;   // CLIENT, in the caller's service
  model::SpanIndex entry;  // SERVER, in the callee's
  // The chance that no unrelated entry of this service would have fallen where this one lies:
  // exp(-rate * room), room being how far the entry could be moved inside the call. In percent, at
  // most 99, and at most 90 when the callee has fewer than five entries to judge its rate by.
  // Among many calls some fit by chance, however well each fits. So a root of another trace is
  // worth no more than the chance that all dangling calls to its service had found fewer matches
  // than they did, where that chance is below 75 %.
  std::uint32_t confidence_percent = 0;
};

// Roots of other traces, by index of the call.
std::vector<MatchedCall> match_severed_calls(const model::Forest& forest,
                                             const std::vector<DanglingCall>& calls,
                                             const PeerKeys& keys);

// Orphans of the call's own trace: the trace id arrived, the parent id did not. By index of the
// call.
std::vector<MatchedCall> match_rewritten_parents(const model::Forest& forest,
                                                 const std::vector<DanglingCall>& calls,
                                                 const PeerKeys& keys);

}  // namespace trace_cost::propagation
