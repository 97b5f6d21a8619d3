// The span trees of a capture, from the top down.
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

#include "model/ancestry.h"

namespace trace_cost::model {

class Forest : public Ancestry {
 public:
  // `capture` must be sealed and outlive the forest. O(n).
  explicit Forest(const Capture& capture, unsigned threads = 1);

  // In canonical order, so by start.
  [[nodiscard]] std::span<const SpanIndex> children(SpanIndex span) const;
  // Every span once, each after its parent; the spans of trace t fill the same positions as in the
  // capture. Backwards it is an order of children before parents.
  [[nodiscard]] const std::vector<SpanIndex>& preorder() const { return preorder_; }
  [[nodiscard]] std::uint32_t depth(SpanIndex span) const { return depth_[span.number()]; }

 private:
  void link_children();
  void walk(const Trace& trace, std::vector<SpanIndex>& stack);

  std::vector<std::uint32_t> child_offset_;
  std::vector<SpanIndex> children_;
  std::vector<SpanIndex> preorder_;
  std::vector<std::uint32_t> depth_;
};

}  // namespace trace_cost::model
