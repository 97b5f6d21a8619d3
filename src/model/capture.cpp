#include "model/capture.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "model/seal.h"

namespace trace_cost::model {

SourceIndex Capture::add_source(Source source) {
  sources_.push_back(std::move(source));
  return SourceIndex(sources_.size() - 1);
}

void Capture::adopt(std::vector<CaptureShard> shards) {
  std::move(shards.begin(), shards.end(), std::back_inserter(shards_));
}

void Capture::add_span(const DraftSpan& draft, ResourceIndex resource, SourceIndex source) {
  Span span = draft.span;
  span.name = own_shard_.intern(draft.name);
  span.resource = resource;
  span.source = source;
  std::vector<Attribute> attributes;
  attributes.reserve(draft.attributes.size());
  for (const DraftAttribute& attribute : draft.attributes) {
    attributes.push_back(own_shard_.attribute(attribute.key, attribute.text, attribute.kind));
  }
  own_shard_.add_span(span, attributes);
}

const Attribute* Capture::find(const Span& span, AttributeKey key) const {
  return model::find(attributes(span), key);
}

const Attribute* Capture::find(const Span& span, const KeyRanking& ranking) const {
  for (const AttributeKey key : ranking) {
    if (const Attribute* found = find(span, key)) return found;
  }
  return nullptr;
}

void Capture::seal(unsigned threads) {
  shards_.push_back(std::move(own_shard_));
  Seal(*this, sort_sources()).run(threads);
  shards_.clear();
}

void Capture::keep_traces(const std::vector<bool>& keep) {
  std::vector<SpanIndex> conflicts;
  std::uint32_t left_out = 0;
  auto conflict = id_conflicts_.begin();
  for (std::size_t t = 0; t < traces().size(); ++t) {
    const Trace& trace = traces()[t];
    for (; conflict != id_conflicts_.end() && conflict->number() < trace.first + trace.count;
         ++conflict) {
      if (keep[t]) conflicts.emplace_back(conflict->number() - left_out);
    }
    if (!keep[t]) left_out += trace.count;
  }
  id_conflicts_ = std::move(conflicts);
  store_.keep_traces(keep);
}

// Returns where each has moved to.
std::vector<SourceIndex> Capture::sort_sources() {
  std::vector<std::uint32_t> order(sources_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sources_[a].name < sources_[b].name;
  });
  std::vector<Source> sorted;
  sorted.reserve(order.size());
  std::vector<SourceIndex> moved_to(sources_.size());
  for (const std::uint32_t i : order) {
    moved_to[i] = SourceIndex(sorted.size());
    sorted.push_back(std::move(sources_[i]));
  }
  sources_ = std::move(sorted);
  return moved_to;
}

}  // namespace trace_cost::model
