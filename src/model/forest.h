// The span trees of a capture, across services and files.
//
//   by_trace        trace 0          trace 1
//   span index      0 1 2 3 4 5 6    7 8 9 ...      canonical order: by start within the trace
//   preorder        0 2 3 1 6 4 5    7 9 8 ...      every parent before its children
//
// Built with loops and explicit stacks only: depth and width come from the input and may be a
// million.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/capture.h"

namespace trace_cost::model {

// Why a span stands at the top of a tree.
enum class Top : std::uint8_t {
  No,          // it has a parent in the forest
  Root,        // it carries no parent id
  Orphan,      // its parent id names no span of its trace
  SelfParent,  // it names itself
  CycleCut,    // the first span of a circle of parents, cut loose there
};

class Forest {
 public:
  // `capture` must be sealed and outlive the forest. O(n log n).
  explicit Forest(const Capture& capture);

  [[nodiscard]] const Capture& capture() const { return *capture_; }
  [[nodiscard]] const std::vector<Trace>& traces() const { return capture_->traces(); }
  [[nodiscard]] TraceIndex trace_of(SpanIndex span) const { return capture_->trace_of(span); }
  [[nodiscard]] SpanIndex parent(SpanIndex span) const { return parent_[span.number()]; }
  [[nodiscard]] Top top(SpanIndex span) const { return top_[span.number()]; }
  // In canonical order, so by start.
  [[nodiscard]] std::span<const SpanIndex> children(SpanIndex span) const;
  // The tops of a trace, in canonical order.
  [[nodiscard]] std::vector<SpanIndex> tops(const Trace& trace) const;
  // The span that stands for the trace: the first root, or, without one, the first top.
  [[nodiscard]] SpanIndex head(const Trace& trace) const;

  // Every span once, each after its parent; the spans of trace t fill the same positions as in the
  // capture. Backwards it is an order of children before parents.
  [[nodiscard]] const std::vector<SpanIndex>& preorder() const { return preorder_; }
  [[nodiscard]] std::uint32_t depth(SpanIndex span) const { return depth_[span.number()]; }

  // The span with these ids, the first in canonical order when several conflict; the default index
  // when there is none.
  [[nodiscard]] SpanIndex find(const TraceId& trace, const SpanId& id) const;
  // All spans with this span id in whatever trace, by trace id.
  [[nodiscard]] std::span<const SpanIndex> with_id(const SpanId& id) const;

 private:
  void index_ids();
  void link_parents();
  void cut_cycles();
  void link_children();
  void walk();

  const Capture* capture_;
  std::vector<SpanIndex> by_id_;
  std::vector<SpanIndex> parent_;
  std::vector<Top> top_;
  std::vector<std::uint32_t> child_offset_;
  std::vector<SpanIndex> children_;
  std::vector<SpanIndex> preorder_;
  std::vector<std::uint32_t> depth_;
};

}  // namespace trace_cost::model
