// Whom a span says it talked to, and about what, by OpenTelemetry's HTTP and RPC attributes, old
// names and new.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/capture.h"

namespace trace_cost::propagation {

// The attribute keys that peers are read from.
struct PeerKeys {
  model::KeyRanking service;  // peer.service
  model::KeyRanking address;  // server.address, net.peer.name, http.host
  model::KeyRanking port;     // server.port, net.peer.port
  model::KeyRanking url;      // url.full, http.url
  model::KeyRanking method;   // http.request.method, http.method
  model::KeyRanking path;     // url.path, http.target, http.route
  model::KeyRanking status;   // http.response.status_code, http.status_code, rpc.grpc.status_code
  model::KeyRanking rpc_service;  // rpc.service
  model::KeyRanking rpc_method;   // rpc.method
  model::KeyRanking database;     // db.system.name, db.system
  model::KeyRanking settlement;   // messaging.operation.type, messaging.operation
  model::KeyRanking destination;  // messaging.destination.name, messaging.destination
  model::KeyRanking message;      // messaging.message.id, messaging.message_id; only compared
  model::KeyRanking
      traceparent;  // http.request.header.traceparent, rpc.grpc.request.metadata.traceparent
  model::KeyRanking caller_port;  // network.local.port, net.host.port of a client's socket
  model::KeyRanking peer_port;  // client.port, network.peer.port, net.sock.peer.port of a server's
  model::KeyRanking clock;      // of a resource: host.id, k8s.node.name, host.name
  std::vector<model::AttributeKey>
      correlations;  // request ids, each a key of its own; only compared
};
// Adds the keys to `selection`, so that the reader keeps them. `correlate_by` are further keys
// whose value names one request on both sides of a call.
PeerKeys select_peer_keys(model::AttributeSelection& selection,
                          std::span<const std::string> correlate_by = {});

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
