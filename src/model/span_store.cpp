#include "model/span_store.h"

#include <algorithm>

namespace trace_cost::model {

SpanStore::SpanStore(std::size_t most_spans, std::size_t most_attributes)
    : spans_(most_spans * sizeof(StoredSpan)), attributes_(most_attributes * sizeof(Attribute)) {}

const WideFields& SpanStore::wide(SpanIndex index) const {
  return std::lower_bound(
             wide_.begin(), wide_.end(), index,
             [](const WideSpan& entry, SpanIndex wanted) { return entry.span < wanted; })
      ->fields;
}

}  // namespace trace_cost::model
