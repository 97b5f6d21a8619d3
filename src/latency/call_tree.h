// The trees of all traces laid over each other: what calls what, however often.
//
//   trace 1   GET / ─┬─ query          merged   GET / ×2 ─┬─ query ×3
//                    └─ query                             └─ render ×1
//   trace 2   GET / ─┬─ query
//                    └─ render
//
// Spans fall together when service and name are the same and their parents fall together.
#pragma once

#include <cstdint>
#include <vector>

#include "model/forest.h"

namespace trace_cost::latency {

using CallIndex = base::Index<struct CallTag>;

// One place in the merged tree.
struct Call {
  CallIndex parent;  // the default index at the top
  model::StringId service;
  model::StringId name;
  std::uint32_t depth = 0;  // 0 at the top
  std::uint64_t spans = 0;
};

class CallTree {
 public:
  // `forest` outlives this. O(n) but for the sorting of siblings.
  explicit CallTree(const model::Forest& forest);

  // Each after its parent; siblings by service and name, whose trees follow them one by one.
  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
  // Where the span is in it.
  [[nodiscard]] CallIndex call_of(model::SpanIndex span) const { return call_of_[span.number()]; }
  // The way from the top down to this place. Of a longer one than `most` places, the upper and the
  // lower half; `left_out` tells how many are missing between them.
  struct Path {
    std::vector<CallIndex> calls;
    std::size_t left_out = 0;  // behind the first half of `calls`
  };
  [[nodiscard]] Path path_to(CallIndex call, std::size_t most) const;

 private:
  void merge(const model::Forest& forest);
  void arrange(const model::Capture& capture);

  std::vector<Call> calls_;
  std::vector<CallIndex> call_of_;  // by span index
};

}  // namespace trace_cost::latency
