// The ids of texts that come again and again, in front of a shard's pool.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/capture_shard.h"

namespace trace_cost::input {

// Remembers one text a slot; a text that is not there is interned and takes the slot.
class InternCache {
 public:
  // `shard` outlives the cache.
  explicit InternCache(model::CaptureShard& shard) : shard_(&shard) {}

  // As CaptureShard::intern. The 8 bytes before `text` are readable.
  model::StringId intern(std::string_view text) {
    Entry& entry = entries_[slot(text)];
    if (!entry.id || entry.text != text) {
      entry.id = shard_->intern(text);
      entry.text = shard_->text(entry.id);
    }
    return entry.id;
  }

 private:
  struct Entry {
    std::string_view text;  // the pool's
    model::StringId id;
  };
  static constexpr unsigned kSlotBits = 12;

  static std::size_t slot(std::string_view text) {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;
    std::uint64_t tail = 0;
    std::uint64_t middle = 0;
    std::memcpy(&tail, text.data() + text.size() - sizeof tail, sizeof tail);
    std::memcpy(&middle, text.data() + text.size() / 2 - sizeof middle / 2, sizeof middle);
    const std::uint64_t mixed = (tail + text.size()) * kMix ^ middle * (kMix << 1 | 1);
    return static_cast<std::size_t>(mixed * kMix >> (64 - kSlotBits));
  }

  model::CaptureShard* shard_;
  std::array<Entry, std::size_t{1} << kSlotBits> entries_{};
};

}  // namespace trace_cost::input
