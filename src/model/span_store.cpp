#include "model/span_store.h"

#include <algorithm>

namespace trace_cost::model {

SpanStore::SpanStore(std::size_t most_spans, std::size_t most_attributes)
    : spans_(most_spans * sizeof(StoredSpan)), attributes_(most_attributes * sizeof(Attribute)) {}

// Spans move towards the front; attributes stay where they are.
void SpanStore::keep_traces(const std::vector<bool>& keep) {
  std::vector<Trace> kept;
  std::vector<WideSpan> wide;
  auto next_wide = wide_.begin();
  std::uint32_t place = 0;
  for (std::size_t t = 0; t < traces_.size(); ++t) {
    const Trace trace = traces_[t];
    const std::uint32_t last = trace.first + trace.count;
    for (; next_wide != wide_.end() && next_wide->span.number() < last; ++next_wide) {
      if (!keep[t]) continue;
      wide.push_back(*next_wide);
      wide.back().span = SpanIndex(next_wide->span.number() - trace.first + place);
    }
    if (!keep[t]) continue;
    for (std::uint32_t i = 0; i < trace.count; ++i) {
      spans()[place + i] = spans()[trace.first + i];
      spans()[place + i].trace = TraceIndex(kept.size());
    }
    kept.push_back({trace.id, place, trace.count});
    place += trace.count;
  }
  traces_ = std::move(kept);
  wide_ = std::move(wide);
  size_ = place;
}

const WideFields& SpanStore::wide(SpanIndex index) const {
  return std::lower_bound(
             wide_.begin(), wide_.end(), index,
             [](const WideSpan& entry, SpanIndex wanted) { return entry.span < wanted; })
      ->fields;
}

}  // namespace trace_cost::model
