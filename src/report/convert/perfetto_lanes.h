// Places spans on lanes on which they nest, as trace viewers demand of a thread: a span lies on its
// parent's lane where it fits there, else on one that is idle.
//
//   lane 1   |---- GET / ----------------|   |-- GET / --|
//                |- query -| |- render -|
//   lane 2          |- query -|                 runs beside its sibling
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <set>
#include <utility>
#include <vector>

#include "model/span.h"

namespace trace_cost::report {

struct Interval {
  model::SpanIndex span;
  model::Instant start;
  model::Instant end;  // not before the start
};

// Lanes are numbered from 1; 0 is none.
class PerfettoLanes {
 public:
  // Intervals must come by start. `parent` and its lane, where it has one here. O(log lanes).
  std::uint32_t place(const Interval& interval, model::SpanIndex parent, std::uint32_t parent_lane);

 private:
  // Each open interval lies within the one before it.
  using Lane = std::vector<Interval>;

  bool fits(const Interval& interval, model::SpanIndex parent, Lane& lane) const;
  std::uint32_t take_idle(model::Instant now);

  std::vector<Lane> lanes_;
  std::set<std::uint32_t> idle_;
  // When the outermost interval of a lane ends; the earliest first.
  using Due = std::pair<model::Instant, std::uint32_t>;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
};

}  // namespace trace_cost::report
