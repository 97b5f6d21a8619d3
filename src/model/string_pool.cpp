#include "model/string_pool.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace trace_cost::model {

namespace {

std::uint32_t hash_of(std::string_view text) {
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

}  // namespace

// The slot that holds `text`, or the free one where it belongs. Precondition: one is free.
std::size_t StringPool::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].id && (slots_[at].hash != hash || texts_[slots_[at].id.number()] != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

void StringPool::grow() {
  constexpr std::size_t kFirst = 64;
  const std::vector<Slot> old =
      std::exchange(slots_, std::vector<Slot>(std::max(kFirst, slots_.size() * 2)));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (!slot.id) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].id) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

StringId StringPool::intern(std::string_view text) {
  if (texts_.size() * 2 >= slots_.size()) grow();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.id) return slot.id;
  auto* copy = static_cast<char*>(bytes_->allocate(std::max<std::size_t>(text.size(), 1), 1));
  std::copy(text.begin(), text.end(), copy);
  slot = {hash, StringId(texts_.size())};
  texts_.emplace_back(copy, text.size());
  return slot.id;
}

StringId StringPool::find(std::string_view text) const {
  return slots_.empty() ? StringId{} : slots_[slot_of(text, hash_of(text))].id;
}

}  // namespace trace_cost::model
