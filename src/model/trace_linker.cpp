#include "model/trace_linker.h"

#include <algorithm>

namespace trace_cost::model {

namespace {

SpanIndex index_of(std::uint32_t number) {
  return number == IdTable::kNone ? SpanIndex{} : SpanIndex(number);
}

}  // namespace

void TraceLinker::link(const Trace& trace) {
  number_ids(trace);
  has_late_parent_ = false;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) link_span(SpanIndex(i));
  if (has_late_parent_) cut_cycles(trace);
}

void TraceLinker::number_ids(const Trace& trace) {
  ids_.restart(trace.count);
  has_servers_ = false;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const PackedSpan& span = store_.packed(SpanIndex(i));
    if (!trace.id.is_valid() || !span.id.is_valid()) continue;
    if (span.shares_id() && !has_servers_) {
      servers_.restart(trace.count);
      has_servers_ = true;
    }
    (span.shares_id() ? servers_ : ids_).add(span.id, i);
  }
}

void TraceLinker::link_span(SpanIndex index) {
  const Span span = store_.packed(index).head();
  SpanIndex parent;
  Top top = Top::No;
  if (span.shares_id && span.id.is_valid()) parent = index_of(ids_.find(span.id));
  if (!parent) {
    if (span.is_root()) {
      top = Top::Root;
    } else if (span.parent_unreadable) {
      top = Top::Orphan;
    } else if (span.parent == span.id) {
      top = Top::SelfParent;
    } else {
      parent = named_by(index);
      if (!parent) top = Top::Orphan;
    }
  }
  if (parent && parent > index) has_late_parent_ = true;
  ancestry_.parent_[index.number()] = parent;
  ancestry_.top_[index.number()] = top;
}

SpanIndex TraceLinker::named_by(SpanIndex span) const {
  const SpanId& id = store_.packed(span).parent;
  const SpanIndex caller = index_of(ids_.find(id));
  const SpanIndex server = has_servers_ ? index_of(servers_.find(id)) : SpanIndex{};
  if (!server) return caller;
  const Capture& capture = ancestry_.capture();
  const bool in_its_service =
      capture.service_id(capture.span(span)) == capture.service_id(capture.span(server));
  return !caller || in_its_service ? server : caller;
}

// Every span has at most one parent, so a walk up either ends, meets an earlier walk, or meets its
// own stamp: then it has gone round a circle, which is cut at its first span in canonical order.
void TraceLinker::cut_cycles(const Trace& trace) {
  auto& parent = ancestry_.parent_;
  stamps_.assign(trace.count, 0);
  const auto stamp_of = [&](SpanIndex span) -> std::uint32_t& {
    return stamps_[span.number() - trace.first];
  };
  std::uint32_t stamp = 0;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (stamp_of(SpanIndex(i)) != 0) continue;
    ++stamp;
    SpanIndex at(i);
    while (at && stamp_of(at) == 0) {
      stamp_of(at) = stamp;
      at = parent[at.number()];
    }
    if (!at || stamp_of(at) != stamp) continue;
    SpanIndex first = at;
    for (SpanIndex on = parent[at.number()]; on != at; on = parent[on.number()]) {
      first = std::min(first, on);
    }
    parent[first.number()] = SpanIndex{};
    ancestry_.top_[first.number()] = Top::CycleCut;
  }
}

}  // namespace trace_cost::model
