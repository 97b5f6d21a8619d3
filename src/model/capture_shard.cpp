#include "model/capture_shard.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace trace_cost::model {

namespace {

bool by_key(const Attribute& a, const Attribute& b) { return a.key() < b.key(); }

// 36 bits, which Text has room for.
Text fingerprint(std::string_view text) {
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  return Text(Text::Decimal{static_cast<std::uint32_t>(hash),
                            static_cast<std::uint8_t>(hash >> 32U & Text::kMostPlaces)});
}

std::size_t partition_of(const TraceId& trace) { return trace.bytes[0] >> 2U; }

}  // namespace

Attribute CaptureShard::attribute(AttributeKey key, std::string_view text, ValueKind kind) {
  const bool is_compared = (key.number() & AttributeSelection::kCompared) != 0;
  if (is_compared) {
    const AttributeKey plain(key.number() & ~AttributeSelection::kCompared);
    return {plain, text.empty() ? Text(intern(text)) : fingerprint(text), kind};
  }
  const auto decimal = Text::read_decimal(text);
  return {key, decimal ? Text(*decimal) : Text(intern(text)), kind};
}

ResourceIndex CaptureShard::add_resource(std::string_view service, std::string_view instance,
                                         std::span<const DraftAttribute> attributes) {
  std::vector<Attribute> kept;
  kept.reserve(attributes.size());
  for (const DraftAttribute& draft : attributes) {
    kept.push_back(attribute(draft.key, draft.text, draft.kind));
  }
  std::stable_sort(kept.begin(), kept.end(), by_key);
  return resources_.add(intern(service), intern(instance), kept);
}

OriginIndex CaptureShard::add_origin(Origin origin) {
  const auto [known, is_new] = origin_ids_.try_emplace(origin, OriginIndex(origins_.size()));
  if (is_new) origins_.push_back(origin);
  return last_origin_ = known->second;
}

void CaptureShard::add_span(const Span& span, std::span<const Attribute> attributes) {
  SpanLog& log = logs_[partition_of(span.trace)];
  const OriginIndex origin = origin_of(span);
  if (std::is_sorted(attributes.begin(), attributes.end(), by_key)) {
    return log.add(span, origin, attributes, pool_);
  }
  std::vector<Attribute> sorted(attributes.begin(), attributes.end());
  std::stable_sort(sorted.begin(), sorted.end(), by_key);
  log.add(span, origin, sorted, pool_);
}

std::size_t CaptureShard::spans() const {
  std::size_t sum = 0;
  for (const SpanLog& log : logs_) sum += log.spans();
  return sum;
}

}  // namespace trace_cost::model
