// Whom a span says it talked to, and about what, by OpenTelemetry's HTTP and RPC attributes, old
// names and new.
#pragma once

#include <string>
#include <string_view>

#include "model/capture.h"

namespace trace_cost::propagation {

// The attribute keys that peers are read from.
struct PeerKeys {
  model::KeyRanking service;  // peer.service
  model::KeyRanking host;     // server.address, net.peer.name, http.host
  model::KeyRanking port;     // server.port, net.peer.port
  model::KeyRanking url;      // url.full, http.url
  model::KeyRanking method;   // http.request.method, http.method
  model::KeyRanking path;     // url.path, http.target, http.route
  model::KeyRanking status;   // http.response.status_code, http.status_code
};
// Adds the keys to `selection`, so that the reader keeps them.
PeerKeys select_peer_keys(model::AttributeSelection& selection);

// Empty texts are unknown.
struct Peer {
  std::string service;
  std::string address;  // "host:port" or "host", lower case
};
Peer peer_of(const model::Capture& capture, const model::Span& span, const PeerKeys& keys);

// The request as far as the span tells it; a name like "POST /query" serves where attributes are
// missing. Empty texts are unknown.
struct Operation {
  std::string method;
  std::string path;
};
Operation operation_of(const model::Capture& capture, const model::Span& span,
                       const PeerKeys& keys);

// False only when both tell and differ: the methods, or the paths. A path agrees with itself behind
// a prefix ("/api/query" and "/query": a gateway strips prefixes) and with a template
// ("/users/{id}").
bool may_be_same_operation(const Operation& call, const Operation& entry);

}  // namespace trace_cost::propagation
