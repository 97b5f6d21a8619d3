// The ids of texts that come again and again, in front of a shard's pool.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "input/fixed_digits.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

// Remembers one text a slot; a text that is not there is interned and takes the slot.
class InternCache {
 public:
  // `shard` outlives the cache.
  explicit InternCache(model::CaptureShard& shard) : shard_(&shard) {}

  // As CaptureShard::intern. The 8 bytes before and behind `text` are readable.
  model::StringId intern(std::string_view text) {
    Entry& entry = entries_[slot(text)];
    if (!entry.id || !is_same(entry.text, text)) {
      entry.id = shard_->intern(text);
      entry.text = shard_->text(entry.id);
    }
    return entry.id;
  }

  // As CaptureShard::attribute, for texts that come again and again.
  model::Attribute attribute(model::AttributeKey key, std::string_view text,
                             model::ValueKind kind) {
    const bool may_be_number = text.empty() || (text.front() >= '0' && text.front() <= '9');
    const bool is_compared = (key.number() & model::AttributeSelection::kCompared) != 0;
    if (may_be_number || is_compared) return shard_->attribute(key, text, kind);
    return {key, model::Text(intern(text)), kind};
  }

 private:
  struct Entry {
    std::string_view text;  // the pool's
    model::StringId id;
  };
  static constexpr unsigned kSlotBits = 12;

  // Texts are short, so words are compared in place where std::string_view calls memcmp.
  static bool is_same(std::string_view known, std::string_view text) {
    if (known.size() != text.size()) return false;
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    if (text.size() < kWord) return std::memcmp(known.data(), text.data(), text.size()) == 0;
    for (std::size_t i = 0; i + kWord < text.size(); i += kWord) {
      if (eight_bytes(known.data() + i) != eight_bytes(text.data() + i)) return false;
    }
    const std::size_t last = text.size() - kWord;
    return eight_bytes(known.data() + last) == eight_bytes(text.data() + last);
  }

  static std::size_t slot(std::string_view text) {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;
    const std::uint64_t tail = eight_bytes(text.data() + text.size() - 8);
    const std::uint64_t middle = eight_bytes(text.data() + text.size() / 2 - 4);
    const std::uint64_t mixed = (tail + text.size()) * kMix ^ middle * (kMix << 1 | 1);
    return static_cast<std::size_t>(mixed * kMix >> (64 - kSlotBits));
  }

  model::CaptureShard* shard_;
  std::array<Entry, std::size_t{1} << kSlotBits> entries_{};
};

}  // namespace trace_cost::input
