#include "model/hop.h"

namespace trace_cost::model {

namespace {

// Climbs from the parent as long as the way down to the server is the only one, so that every span
// is climbed over for at most one server.
SpanIndex client_of(const Forest& forest, SpanIndex parent) {
  const Capture& capture = forest.capture();
  SpanIndex at = parent;
  while (!is_calling_kind(capture.span(at).kind)) {
    const SpanIndex above = forest.parent(at);
    const bool is_entry = is_called_kind(capture.span(at).kind) || !above ||
                          is_border(capture, capture.span(above), capture.span(at));
    if (is_entry || forest.children(at).size() != 1) return {};
    at = above;
  }
  return at;
}

}  // namespace

bool is_calling_kind(SpanKind kind) {
  return kind == SpanKind::Client || kind == SpanKind::Producer;
}

bool is_called_kind(SpanKind kind) {
  return kind == SpanKind::Server || kind == SpanKind::Consumer;
}

bool is_border(const Capture& capture, const Span& parent, const Span& child) {
  if (capture.service_id(parent) != capture.service_id(child)) return true;
  if (child.parent_place == ParentPlace::Remote) return true;
  if (child.parent_place == ParentPlace::Local) return false;
  const StringId from = capture.resource(parent.resource).instance;
  const StringId to = capture.resource(child.resource).instance;
  return from != to || is_called_kind(child.kind);
}

std::vector<Hop> find_hops(const Forest& forest) {
  const Capture& capture = forest.capture();
  std::vector<Hop> hops;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex server(i);
    const SpanIndex parent = forest.parent(server);
    if (!parent || !is_border(capture, capture.span(parent), capture.span(server))) continue;
    hops.push_back({client_of(forest, parent), parent, server});
  }
  return hops;
}

}  // namespace trace_cost::model
