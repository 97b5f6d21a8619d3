// Calls whose trace id arrived, while their parent id did not: something between the two services
// wrote its own.
//
//   trace 1   |-- CLIENT POST http://db:80/query ---|      nothing beneath it
//                |-- SERVER POST /query --|                an orphan of the same trace
//
// The trace id itself says that they belong together. Among parallel calls of one trace it may stay
// open which orphan is whose; that each call has one does not.
#pragma once

#include <vector>

#include "propagation/severed_calls.h"

namespace trace_cost::propagation {

// By index of the call; one to one.
std::vector<MatchedCall> match_rewritten_parents(const model::Forest& forest,
                                                 const std::vector<DanglingCall>& calls,
                                                 const PeerKeys& keys);

}  // namespace trace_cost::propagation
