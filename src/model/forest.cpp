#include "model/forest.h"

#include <algorithm>
#include <cassert>

namespace trace_cost::model {

Forest::Forest(const Capture& capture) : capture_(&capture) {
  index_ids();
  link_parents();
  cut_cycles();
  link_children();
  walk();
  assert(preorder_.size() == capture.spans().size());
}

void Forest::index_ids() {
  const auto& spans = capture_->spans();
  by_id_.reserve(spans.size());
  for (std::uint32_t i = 0; i < spans.size(); ++i) by_id_.emplace_back(i);
  // Indices already are in order of trace, so they break the tie.
  std::sort(by_id_.begin(), by_id_.end(), [&](SpanIndex a, SpanIndex b) {
    const auto order = spans[a.number()].id <=> spans[b.number()].id;
    return order != 0 ? order < 0 : a < b;
  });
}

std::span<const SpanIndex> Forest::with_id(const SpanId& id) const {
  const auto& spans = capture_->spans();
  const auto first = std::lower_bound(
      by_id_.begin(), by_id_.end(), id,
      [&](SpanIndex span, const SpanId& wanted) { return spans[span.number()].id < wanted; });
  const auto last = std::upper_bound(
      first, by_id_.end(), id,
      [&](const SpanId& wanted, SpanIndex span) { return wanted < spans[span.number()].id; });
  return {first, last};
}

SpanIndex Forest::find(const TraceId& trace, const SpanId& id) const {
  if (!trace.is_valid() || !id.is_valid()) return {};
  const auto& spans = capture_->spans();
  const auto same_id = with_id(id);
  const auto found = std::lower_bound(
      same_id.begin(), same_id.end(), trace,
      [&](SpanIndex span, const TraceId& wanted) { return spans[span.number()].trace < wanted; });
  const bool is_there = found != same_id.end() && spans[found->number()].trace == trace;
  return is_there ? *found : SpanIndex{};
}

void Forest::link_parents() {
  const auto& spans = capture_->spans();
  parent_.resize(spans.size());
  top_.resize(spans.size(), Top::No);
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    if (span.is_root()) {
      top_[i] = Top::Root;
    } else if (span.parent_unreadable) {
      top_[i] = Top::Orphan;
    } else if (span.parent == span.id) {
      top_[i] = Top::SelfParent;
    } else if (const SpanIndex parent = find(span.trace, span.parent)) {
      parent_[i] = parent;
    } else {
      top_[i] = Top::Orphan;
    }
  }
}

// Every span has at most one parent, so a walk up either ends, meets an earlier walk, or meets its
// own stamp: then it has gone round a circle, which is cut at its first span in canonical order.
void Forest::cut_cycles() {
  std::vector<std::uint32_t> stamp_of(parent_.size(), 0);
  std::uint32_t stamp = 0;
  for (std::uint32_t i = 0; i < parent_.size(); ++i) {
    if (stamp_of[i] != 0) continue;
    ++stamp;
    SpanIndex at(i);
    while (at && stamp_of[at.number()] == 0) {
      stamp_of[at.number()] = stamp;
      at = parent_[at.number()];
    }
    if (!at || stamp_of[at.number()] != stamp) continue;
    SpanIndex first = at;
    for (SpanIndex on = parent_[at.number()]; on != at; on = parent_[on.number()]) {
      first = std::min(first, on);
    }
    parent_[first.number()] = SpanIndex{};
    top_[first.number()] = Top::CycleCut;
  }
}

void Forest::link_children() {
  child_offset_.assign(parent_.size() + 1, 0);
  for (const SpanIndex parent : parent_) {
    if (parent) ++child_offset_[parent.number() + 1];
  }
  for (std::size_t i = 1; i < child_offset_.size(); ++i) child_offset_[i] += child_offset_[i - 1];
  children_.resize(child_offset_.back());
  std::vector<std::uint32_t> next(child_offset_.begin(), child_offset_.end() - 1);
  for (std::uint32_t i = 0; i < parent_.size(); ++i) {
    if (parent_[i]) children_[next[parent_[i].number()]++] = SpanIndex(i);
  }
}

std::span<const SpanIndex> Forest::children(SpanIndex span) const {
  const std::uint32_t begin = child_offset_[span.number()];
  const std::uint32_t end = child_offset_[span.number() + 1];
  return std::span(children_).subspan(begin, end - begin);
}

std::vector<SpanIndex> Forest::tops(const Trace& trace) const {
  std::vector<SpanIndex> found;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (top_[i] != Top::No) found.emplace_back(i);
  }
  return found;
}

SpanIndex Forest::head(const Trace& trace) const {
  SpanIndex first_top;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (top_[i] == Top::Root) return SpanIndex(i);
    if (top_[i] != Top::No && !first_top) first_top = SpanIndex(i);
  }
  return first_top;
}

void Forest::walk() {
  preorder_.reserve(parent_.size());
  depth_.resize(parent_.size(), 0);
  std::vector<SpanIndex> stack;
  for (const Trace& trace : traces()) {
    const std::vector<SpanIndex> roots = tops(trace);
    stack.assign(roots.rbegin(), roots.rend());
    while (!stack.empty()) {
      const SpanIndex span = stack.back();
      stack.pop_back();
      preorder_.push_back(span);
      const auto kids = children(span);
      for (auto kid = kids.rbegin(); kid != kids.rend(); ++kid) {
        depth_[kid->number()] = depth_[span.number()] + 1;
        stack.push_back(*kid);
      }
    }
  }
}

}  // namespace trace_cost::model
