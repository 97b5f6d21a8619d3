#include "input/format.h"

#include <algorithm>
#include <array>

namespace trace_cost::input {

std::uint64_t Shape::keys_within(JsonValue value) {
  if (is_array(value)) {
    for (auto entry : value.get_array()) {
      JsonValue first = entry.value();
      return is_object(first) ? keys_within(first) : 0;
    }
    return 0;
  }
  std::uint64_t keys = 0;
  if (!is_object(value)) return keys;
  for (auto field : value.get_object()) keys |= bit(key_of(field));
  return keys;
}

Shape Shape::of(JsonObject& object) {
  constexpr std::uint64_t kWrappers = bit("data") | bit("trace") | bit("result") | bit("batches");
  Shape shape;
  for (auto field : object) {
    const std::uint64_t own = bit(key_of(field));
    shape.keys_ |= own;
    if (own == bit("context")) shape.context_ |= keys_within(field.value());
    if ((own & kWrappers) != 0) shape.wrapped_ |= keys_within(field.value());
  }
  return shape;
}

bool may_begin_block(char first) {
  static const std::array<bool, 256> kFirsts = [] {
    std::array<bool, 256> firsts{};
    for (const Format& format : formats()) {
      if (format.text.begins == nullptr) continue;
      for (const char c : format.text.firsts) firsts[static_cast<unsigned char>(c)] = true;
    }
    return firsts;
  }();
  return kFirsts[static_cast<unsigned char>(first)];
}

bool may_hold_block(std::string_view line) {
  const std::span<const Format> all = formats();
  return std::any_of(all.begin(), all.end(), [line](const Format& format) {
    return !format.text.word.empty() && line.find(format.text.word) != std::string_view::npos;
  });
}

const Format* format_of_block(std::string_view text) {
  for (const Format& format : formats()) {
    if (text.empty() || format.text.firsts.find(text.front()) == std::string_view::npos) continue;
    if (format.text.begins(text)) return &format;
  }
  return nullptr;
}

}  // namespace trace_cost::input
