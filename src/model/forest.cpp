#include "model/forest.h"

#include "base/parallel.h"

namespace trace_cost::model {

Forest::Forest(const Capture& capture, unsigned threads) : Ancestry(capture, threads) {
  link_children();
  preorder_.resize(capture.spans().size());
  depth_.resize(capture.spans().size(), 0);
  const std::vector<TraceRange> ranges = ranges_of(traces());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    std::vector<SpanIndex> stack;
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) walk(traces()[t], stack);
  });
}

void Forest::link_children() {
  const auto count = static_cast<std::uint32_t>(capture().spans().size());
  child_offset_.assign(count + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (const SpanIndex up = parent(SpanIndex(i))) ++child_offset_[up.number() + 1];
  }
  for (std::size_t i = 1; i < child_offset_.size(); ++i) child_offset_[i] += child_offset_[i - 1];
  children_.resize(child_offset_.back());
  std::vector<std::uint32_t> next(child_offset_.begin(), child_offset_.end() - 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (const SpanIndex up = parent(SpanIndex(i))) children_[next[up.number()]++] = SpanIndex(i);
  }
}

std::span<const SpanIndex> Forest::children(SpanIndex span) const {
  const std::uint32_t begin = child_offset_[span.number()];
  const std::uint32_t end = child_offset_[span.number() + 1];
  return std::span(children_).subspan(begin, end - begin);
}

void Forest::walk(const Trace& trace, std::vector<SpanIndex>& stack) {
  std::uint32_t place = trace.first;
  const std::vector<SpanIndex> roots = tops(trace);
  stack.assign(roots.rbegin(), roots.rend());
  while (!stack.empty()) {
    const SpanIndex span = stack.back();
    stack.pop_back();
    preorder_[place++] = span;
    const auto kids = children(span);
    for (auto kid = kids.rbegin(); kid != kids.rend(); ++kid) {
      depth_[kid->number()] = depth_[span.number()] + 1;
      stack.push_back(*kid);
    }
  }
}

}  // namespace trace_cost::model
