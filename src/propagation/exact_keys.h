// Severed calls that a key proves: something both halves carry, and nobody else.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "propagation/calls.h"

namespace trace_cost::propagation {

enum class ExactKey : std::uint8_t {
  Traceparent,    // the entry recorded the header that it did not go on with
  Message,        // messaging.message.id of one destination
  CorrelationId,  // a request id in a header, or what --correlate-by names
  Port,           // the caller's ephemeral port, where the call covers the entry
};
// "the header traceparent that the callee recorded"
std::string_view describe(ExactKey key);
// A header names the very span. The others could, in theory, be written twice.
bool is_certain(ExactKey key);

struct ProvenCall {
  model::SpanIndex call;
  model::SpanIndex entry;  // a root of kind SERVER or CONSUMER in another trace
  ExactKey key = ExactKey::Traceparent;
};

// By index of the call; one to one. A value that two calls of one edge or two entries of the callee
// carry proves nothing.
std::vector<ProvenCall> find_proven_calls(const model::Forest& forest,
                                          const std::vector<DanglingCall>& calls,
                                          const PeerKeys& keys);

}  // namespace trace_cost::propagation
