#include "propagation/call_peer.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace trace_cost::propagation {

namespace {

model::KeyRanking ranking(std::initializer_list<std::string_view> keys,
                          model::AttributeSelection& selection) {
  model::KeyRanking numbers;
  for (const std::string_view key : keys) numbers.push_back(selection.add(key));
  return numbers;
}

// Empty when the span has none of the keys.
std::string_view text_of(const model::Capture& capture, const model::Span& span,
                         const model::KeyRanking& keys, model::NumberBuffer& buffer) {
  const model::Attribute* found = capture.find(span, keys);
  return found == nullptr ? std::string_view{} : capture.text(found->text(), buffer);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

struct UrlParts {
  std::string_view authority;
  std::string_view path;
};

// scheme://[user@]authority/path?query#fragment
UrlParts split_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
  std::string_view authority = url.substr(0, end);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  return {authority, url.substr(end)};
}

std::string_view without_query(std::string_view path) {
  return path.substr(0, std::min(path.find_first_of("?#"), path.size()));
}

bool is_method(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "POST /query" -> POST and /query; whatever else -> nothing.
Operation operation_in_name(std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos || !is_method(name.substr(0, blank))) return {};
  const std::string_view path = name.substr(blank + 1);
  if (!path.starts_with('/')) return {};
  return {std::string(name.substr(0, blank)), std::string(without_query(path))};
}

// "/package.Service/Method" of a remote procedure call; the name serves where attributes are
// missing.
std::string procedure_of(const model::Capture& capture, const model::Span& span,
                         const PeerKeys& keys) {
  model::NumberBuffer buffer;
  model::NumberBuffer other;
  std::string_view method = text_of(capture, span, keys.rpc_method, buffer);
  const std::string_view service = text_of(capture, span, keys.rpc_service, other);
  const bool is_whole = method.find('/') != std::string_view::npos;
  if (!method.empty() && !service.empty() && !is_whole)
    return fmt::format("/{}/{}", service, method);
  if (!is_whole) method = capture.name(span);
  if (method.find('/') == std::string_view::npos || method.find(' ') != std::string_view::npos) {
    return {};
  }
  return method.starts_with('/') ? std::string(method) : fmt::format("/{}", method);
}

std::string_view take_segment(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view segment = path.substr(0, std::min(path.find('/'), path.size()));
  path.remove_prefix(segment.size());
  return segment;
}

bool is_placeholder(std::string_view segment) {
  return (segment.starts_with('{') && segment.ends_with('}')) || segment.starts_with(':') ||
         segment.starts_with('<');
}

bool matches_template(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const std::string_view left = take_segment(a);
    const std::string_view right = take_segment(b);
    const bool free =
        (is_placeholder(left) && !right.empty()) || (is_placeholder(right) && !left.empty());
    if (left != right && !free) return false;
  }
  return true;
}

// "/query" stands at the end of "/api/query"; a bare "/" stands at the end of nothing but itself.
bool is_path_behind_prefix(std::string_view whole, std::string_view tail) {
  return tail.size() > 1 && tail.starts_with('/') && whole.ends_with(tail);
}

}  // namespace

PeerKeys select_peer_keys(model::AttributeSelection& selection,
                          std::span<const std::string> correlate_by) {
  PeerKeys keys;
  keys.service = ranking({"peer.service"}, selection);
  keys.address = ranking({"server.address", "net.peer.name", "http.host"}, selection);
  keys.port = ranking({"server.port", "net.peer.port"}, selection);
  keys.url = ranking({"url.full", "http.url"}, selection);
  keys.method = ranking({"http.request.method", "http.method"}, selection);
  keys.path = ranking({"url.path", "http.target", "http.route"}, selection);
  keys.status =
      ranking({"http.response.status_code", "http.status_code", "rpc.grpc.status_code"}, selection);
  keys.rpc_service = ranking({"rpc.service"}, selection);
  keys.rpc_method = ranking({"rpc.method"}, selection);
  keys.database = ranking({"db.system.name", "db.system"}, selection);
  keys.settlement = ranking({"messaging.operation.type", "messaging.operation"}, selection);
  keys.destination = ranking({"messaging.destination.name", "messaging.destination"}, selection);
  for (const char* key : {"messaging.message.id", "messaging.message_id"}) {
    keys.message.push_back(selection.add_compared(key));
  }
  keys.traceparent = ranking(
      {"http.request.header.traceparent", "rpc.grpc.request.metadata.traceparent"}, selection);
  keys.caller_port = ranking({"network.local.port"}, selection);
  keys.peer_port = ranking({"client.port", "network.peer.port", "net.sock.peer.port"}, selection);
  keys.clock = ranking({"host.id", "k8s.node.name", "host.name"}, selection);
  for (const char* key : {"http.request.header.x-request-id",
                          "http.request.header.x-correlation-id", "X-Correlation-ID"}) {
    keys.correlations.push_back(selection.add_compared(key));
  }
  for (const std::string& key : correlate_by) {
    const model::AttributeKey number = selection.add_compared(key);
    const auto& known = keys.correlations;
    if (std::find(known.begin(), known.end(), number) == known.end()) {
      keys.correlations.push_back(number);
    }
  }
  return keys;
}

Peer peer_of(const model::Capture& capture, const model::Span& span, const PeerKeys& keys) {
  model::NumberBuffer buffer;
  Peer peer{std::string(text_of(capture, span, keys.service, buffer)), {}};
  const std::string_view authority = split_url(text_of(capture, span, keys.url, buffer)).authority;
  if (!authority.empty()) {
    peer.address = lower(authority);
    return peer;
  }
  peer.address = lower(text_of(capture, span, keys.address, buffer));
  const std::string_view port = text_of(capture, span, keys.port, buffer);
  const bool has_port = peer.address.find(':') != std::string::npos;
  if (!peer.address.empty() && !has_port && !port.empty()) peer.address += ":" + std::string(port);
  return peer;
}

Operation operation_of(const model::Capture& capture, const model::Span& span,
                       const PeerKeys& keys) {
  Operation operation = operation_in_name(capture.name(span));
  model::NumberBuffer buffer;
  const std::string_view method = text_of(capture, span, keys.method, buffer);
  if (!method.empty()) operation.method = method;
  std::string_view path = split_url(text_of(capture, span, keys.url, buffer)).path;
  if (path.empty()) path = text_of(capture, span, keys.path, buffer);
  if (!path.empty()) operation.path = without_query(path);
  if (operation.path.empty()) operation.path = procedure_of(capture, span, keys);
  return operation;
}

bool may_be_same_operation(const Operation& call, const Operation& entry) {
  if (!call.method.empty() && !entry.method.empty() && call.method != entry.method) return false;
  if (call.path.empty() || entry.path.empty()) return true;
  return matches_template(call.path, entry.path) || is_path_behind_prefix(call.path, entry.path) ||
         is_path_behind_prefix(entry.path, call.path);
}

}  // namespace trace_cost::propagation
