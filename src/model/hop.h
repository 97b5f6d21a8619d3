// Where a trace crosses from one service into the next. `latency` times hops, `propagation` counts
// them as calls that kept their trace id.
#pragma once

#include <vector>

#include "model/forest.h"

namespace trace_cost::model {

// caller service │ callee service
//   parent ──────┼──▶ server          client: the CLIENT or PRODUCER span that made the call:
//                │                    the parent itself, or an only-child ancestor of it in its
//                │                    service; the default index when there is no such span
struct Hop {
  SpanIndex client;
  SpanIndex parent;
  SpanIndex server;
};

// True when the edge from `parent` to `child` crosses into another service or another process of
// the same service: the services differ, the flags say the parent is remote, the instances differ,
// or the child is a SERVER or CONSUMER that is not known to have a local parent.
bool is_border(const Capture& capture, const Span& parent, const Span& child);

// All hops whose two ends are in the capture, by the index of the server span.
std::vector<Hop> find_hops(const Forest& forest);

// True for CLIENT and PRODUCER.
bool is_calling_kind(SpanKind kind);
// True for SERVER and CONSUMER.
bool is_called_kind(SpanKind kind);

}  // namespace trace_cost::model
