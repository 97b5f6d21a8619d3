#include "latency/self_time.h"

#include <algorithm>

namespace trace_cost::latency {

namespace {

model::Nanos self_time(const model::Forest& forest, model::SpanIndex index) {
  const model::Capture& capture = forest.capture();
  const model::Span& span = capture.span(index);
  if (!span.has_times()) return model::Nanos{0};
  const model::Instant end = span.drawn_end();
  model::Instant covered_to = span.start;
  model::Nanos covered{0};
  for (const model::SpanIndex child_index : forest.children(index)) {  // by start
    const model::Span& child = capture.span(child_index);
    if (!child.has_times()) continue;
    const model::Instant from = std::max(child.start, covered_to);
    const model::Instant to = std::min(child.drawn_end(), end);
    if (to <= from) continue;
    covered += to - from;
    covered_to = to;
  }
  return (end - span.start) - covered;
}

}  // namespace

std::vector<model::Nanos> self_times(const model::Forest& forest) {
  const std::size_t count = forest.capture().spans().size();
  std::vector<model::Nanos> self;
  self.reserve(count);
  for (std::size_t i = 0; i < count; ++i) self.push_back(self_time(forest, model::SpanIndex(i)));
  return self;
}

}  // namespace trace_cost::latency
