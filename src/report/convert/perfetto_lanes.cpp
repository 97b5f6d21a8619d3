#include "report/convert/perfetto_lanes.h"

namespace trace_cost::report {

bool PerfettoLanes::fits(const Interval& interval, model::SpanIndex parent, Lane& lane) const {
  while (!lane.empty() && lane.back().end <= interval.start && lane.back().span != parent) {
    lane.pop_back();
  }
  return !lane.empty() && lane.back().span == parent && interval.end <= lane.back().end;
}

std::uint32_t PerfettoLanes::take_idle(model::Instant now) {
  for (; !due_.empty() && due_.top().first <= now; due_.pop()) {
    lanes_[due_.top().second - 1].clear();
    idle_.insert(due_.top().second);
  }
  if (idle_.empty()) {
    lanes_.emplace_back();
    return static_cast<std::uint32_t>(lanes_.size());
  }
  return idle_.extract(idle_.begin()).value();
}

std::uint32_t PerfettoLanes::place(const Interval& interval, model::SpanIndex parent,
                                   std::uint32_t parent_lane) {
  if (parent_lane != 0 && fits(interval, parent, lanes_[parent_lane - 1])) {
    lanes_[parent_lane - 1].push_back(interval);
    return parent_lane;
  }
  const std::uint32_t lane = take_idle(interval.start);
  lanes_[lane - 1].push_back(interval);
  due_.emplace(interval.end, lane);
  return lane;
}

}  // namespace trace_cost::report
