#include "model/ancestry.h"

#include <algorithm>

#include "base/parallel.h"
#include "model/trace_linker.h"

namespace trace_cost::model {

Ancestry::Ancestry(const Capture& capture, unsigned threads)
    : capture_(&capture), parent_(capture.spans().size()), top_(capture.spans().size()) {
  const std::vector<TraceRange> ranges = ranges_of(traces());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    TraceLinker linker(*this);
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) linker.link(traces()[t]);
  });
}

std::vector<SpanIndex> Ancestry::tops(const Trace& trace) const {
  std::vector<SpanIndex> found;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (top_[i] != Top::No) found.emplace_back(i);
  }
  return found;
}

SpanIndex Ancestry::head(const Trace& trace) const {
  SpanIndex first_top;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (top_[i] == Top::Root) return SpanIndex(i);
    if (top_[i] != Top::No && !first_top) first_top = SpanIndex(i);
  }
  return first_top;
}

std::vector<TraceRange> ranges_of(const std::vector<Trace>& traces) {
  constexpr std::size_t kRanges = 64;
  constexpr std::size_t kLeast = 2048;  // spans, so that a small capture is not taken apart
  if (traces.empty()) return {};
  const std::size_t spans = traces.back().first + traces.back().count;
  const std::size_t share = std::max(kLeast, (spans + kRanges - 1) / kRanges);
  std::vector<TraceRange> ranges;
  for (std::size_t t = 0; t < traces.size();) {
    TraceRange range{t, t};
    const std::size_t until = traces[t].first + share;
    while (range.last < traces.size() && traces[range.last].first < until) ++range.last;
    ranges.push_back(range);
    t = range.last;
  }
  return ranges;
}

}  // namespace trace_cost::model
