// A kept attribute in eight bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/attribute_selection.h"
#include "model/text.h"

namespace trace_cost::model {

enum class ValueKind : std::uint8_t { Text, Number, Bool, Null, Other };

// Its text is the unescaped string, or the literal as the dump wrote it for every other kind
// ("0.0066646", "NaN", "true", "[1,2]").
class Attribute {
 public:
  constexpr Attribute() = default;
  // `key` as AttributeSelection::add gave it.
  constexpr Attribute(AttributeKey key, Text text, ValueKind kind)
      : value_(text.value_),
        rest_(key.number() << kKeyAt | static_cast<std::uint32_t>(kind) << kKindAt | text.places_) {
  }

  [[nodiscard]] constexpr AttributeKey key() const { return AttributeKey(rest_ >> kKeyAt); }
  [[nodiscard]] constexpr ValueKind kind() const {
    return static_cast<ValueKind>(rest_ >> kKindAt & 7U);
  }
  [[nodiscard]] constexpr Text text() const {
    Text text;
    text.value_ = value_;
    text.places_ = rest_ & 31U;
    return text;
  }

 private:
  static constexpr unsigned kKindAt = 5;
  static constexpr unsigned kKeyAt = 8;
  std::uint32_t value_ = 0;
  std::uint32_t rest_ = 0;  // key 24 bits, kind 3, places 5
};
static_assert(sizeof(Attribute) == 8 && std::is_trivially_copyable_v<Attribute>);

// The first attribute with this key, or null.
inline const Attribute* find(std::span<const Attribute> attributes, AttributeKey key) {
  for (const Attribute& attribute : attributes) {
    if (attribute.key() == key) return &attribute;
  }
  return nullptr;
}

// An attribute on its way into the capture. The text need only live during the call.
struct DraftAttribute {
  AttributeKey key;
  std::string_view text;
  ValueKind kind = ValueKind::Text;
};

// Attributes of one span or resource: `count` entries of the list they are kept in, from `first`,
// by key; equal keys in the order of the dump.
struct AttributeRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

}  // namespace trace_cost::model
