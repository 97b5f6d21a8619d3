// Attribute keys of a selection, found by their bytes in a few instructions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "model/attribute_selection.h"

namespace trace_cost::input {

// Made once for a selection, which must not grow afterwards and must outlive it.
class WantedKeys {
 public:
  // `prefix` is what always stands before a key, 8 bytes: {"key":"
  WantedKeys(const model::AttributeSelection& selection, std::string_view prefix);

  // As AttributeSelection::find. `key` stands behind the prefix.
  [[nodiscard]] model::AttributeKey find(std::string_view key) const {
    for (std::uint16_t i = first_[slot(key)]; i != kNone; i = entries_[i].next) {
      if (entries_[i].key == key) return entries_[i].number;
    }
    return {};
  }

 private:
  struct Entry {
    std::string key;
    model::AttributeKey number;
    std::uint16_t next;  // the next entry of the slot
  };
  static constexpr std::uint16_t kNone = 0xffff;
  static constexpr unsigned kSlotBits = 10;

  // By the last 8 bytes, which reach into the prefix when the key is short. Most keys that nobody
  // wants meet an empty slot, so that one look is enough.
  static std::size_t slot(std::string_view key) {
    std::uint64_t tail = 0;
    std::memcpy(&tail, key.data() + key.size() - sizeof tail, sizeof tail);
    return static_cast<std::size_t>((tail + key.size()) * 0x9E3779B97F4A7C15U >> (64 - kSlotBits));
  }

  std::array<std::uint16_t, std::size_t{1} << kSlotBits> first_{};
  std::vector<Entry> entries_;
};

}  // namespace trace_cost::input
