#include "cost/span_reading.h"

#include <algorithm>
#include <limits>

namespace trace_cost::cost {

namespace {

// Fields that make a span worth a closer look.
constexpr std::array kTelling{
    Field::Cost,        Field::InputCost,      Field::OutputCost,      Field::Operation,
    Field::InputTokens, Field::OutputTokens,   Field::CacheReadTokens, Field::CacheWriteTokens,
    Field::TotalTokens, Field::AggregatedUsage};

}  // namespace

FieldIndex::FieldIndex(const FieldKeys& keys) : keys_(keys) {
  for (std::size_t field = 0; field < kFields; ++field) {
    const model::KeyRanking& ranking = keys.of[field];
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
      constexpr std::size_t kLast = std::numeric_limits<std::uint8_t>::max();
      at(ranking[rank])
          .places.push_back({static_cast<std::uint8_t>(field),
                             static_cast<std::uint8_t>(std::min(rank, kLast - 1))});
    }
  }
  for (const Field field : kTelling) {
    for (const model::AttributeKey key : keys[field]) at(key).is_telling = true;
  }
}

FieldIndex::Key& FieldIndex::at(model::AttributeKey key) {
  if (key.number() >= by_key_.size()) by_key_.resize(key.number() + 1);
  return by_key_[key.number()];
}

bool FieldIndex::is_telling(std::span<const model::Attribute> attributes) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const model::Attribute& kept) {
    return kept.key().number() < by_key_.size() && by_key_[kept.key().number()].is_telling;
  });
}

SpanReading FieldIndex::read(const model::Capture& capture, model::SpanIndex span,
                             std::span<const model::Attribute> attributes) const {
  SpanReading reading{capture, keys_, span, attributes};
  std::array<std::uint8_t, kFields> ranks{};
  ranks.fill(std::numeric_limits<std::uint8_t>::max());
  for (const model::Attribute& kept : attributes) {
    if (kept.key().number() >= by_key_.size()) continue;
    for (const Place place : by_key_[kept.key().number()].places) {
      if (place.rank >= ranks[place.field]) continue;
      ranks[place.field] = place.rank;
      reading.first[place.field] = &kept;
    }
  }
  return reading;
}

}  // namespace trace_cost::cost
