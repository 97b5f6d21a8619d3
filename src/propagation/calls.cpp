#include "propagation/calls.h"

#include <unordered_set>

namespace trace_cost::propagation {

using model::Hop;
using model::Span;
using model::SpanIndex;
using model::StringId;

AddressBook::AddressBook(const model::Forest& forest, const std::vector<Hop>& hops,
                         const PeerKeys& keys)
    : capture_(forest.capture()) {
  std::unordered_set<StringId> known;
  for (const Span& span : capture_.spans()) {
    const StringId service = capture_.service_id(span);
    if (!known.insert(service).second) continue;
    if (!capture_.text(service).empty()) services_.emplace(capture_.text(service), service);
  }
  for (const Hop& hop : hops) {
    if (!hop.client) continue;
    const Peer peer = peer_of(capture_, capture_.span(hop.client), keys);
    if (peer.address.empty()) continue;
    const StringId callee = capture_.service_id(capture_.span(hop.server));
    const auto [entry, is_new] = at_address_.emplace(peer.address, callee);
    if (!is_new && entry->second != callee) entry->second = StringId{};
  }
}

StringId AddressBook::captured_service(std::string_view name) const {
  const auto found = services_.find(std::string(name));
  return found == services_.end() ? StringId{} : found->second;
}

StringId AddressBook::service_of(const Peer& peer) const {
  if (const StringId named = captured_service(peer.service)) return named;
  if (const auto known = at_address_.find(peer.address); known != at_address_.end()) {
    return known->second;
  }
  const std::string_view host = std::string_view(peer.address).substr(0, peer.address.find(':'));
  return captured_service(host.substr(0, host.find('.')));
}

namespace {

// A span that is inside another call of the same service (a database driver over HTTP) would count
// the call twice; only the innermost calling span stands for it.
bool has_calling_child(const model::Forest& forest, SpanIndex span) {
  const model::Capture& capture = forest.capture();
  for (const SpanIndex child : forest.children(span)) {
    if (model::is_calling_kind(capture.span(child).kind)) return true;
  }
  return false;
}

}  // namespace

std::vector<DanglingCall> find_dangling_calls(const model::Forest& forest,
                                              const std::vector<Hop>& hops, const PeerKeys& keys) {
  const model::Capture& capture = forest.capture();
  const AddressBook addresses(forest, hops, keys);
  std::vector<bool> is_joined(capture.spans().size(), false);
  for (const Hop& hop : hops) {
    if (hop.client) is_joined[hop.client.number()] = true;
  }
  std::vector<DanglingCall> dangling;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex index(i);
    const Span& span = capture.span(index);
    if (is_joined[i] || !model::is_calling_kind(span.kind)) continue;
    if (has_calling_child(forest, index)) continue;
    const StringId callee = addresses.service_of(peer_of(capture, span, keys));
    const bool answered = capture.find(span, keys.status) != nullptr;
    const bool failed = span.status == model::StatusCode::Error && !answered;
    dangling.push_back({index, callee, failed});
  }
  return dangling;
}

}  // namespace trace_cost::propagation
