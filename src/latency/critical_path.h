// What the response waited for: a tiling of the time of a trace's head span.
//
//   head    |--------------------------------------------|
//   a          |------|                                     ends before b begins
//   b                    |------------------|
//   c                        |----|                         overlaps b, ends first: not waited for
//   path    hhh aaaaaa hh bbbbbbbbbbbbbbbbbb hhhhhhhhhhhhh
//
// Walking back from the end, the child that ended last was waited for; before it began, the next
// one that ended by then; where there is none the span itself was at work. A child that outlives
// its parent (fire and forget) or a message consumer was not waited for. It is decided by timing
// alone: spans do not tell what waited for what. Each child is looked at once, no recursion.
#pragma once

#include <span>
#include <vector>

#include "model/forest.h"

namespace trace_cost::latency {

// [from, to) was spent in `span` itself. Never empty.
struct Section {
  model::SpanIndex span;
  model::Instant from;
  model::Instant to;
};

class CriticalPaths {
 public:
  explicit CriticalPaths(const model::Forest& forest);

  // The sections of one trace, earliest first; they tile the head's [start, end) without gap or
  // overlap. Empty when the head has no times.
  [[nodiscard]] std::span<const Section> of(model::TraceIndex trace) const;
  // Those of all traces, trace by trace.
  [[nodiscard]] std::span<const Section> all() const { return sections_; }

 private:
  std::vector<Section> sections_;
  std::vector<std::size_t> first_;  // by trace; one more at the end
};

}  // namespace trace_cost::latency
