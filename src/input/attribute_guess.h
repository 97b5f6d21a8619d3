// Which attribute comes next, guessed from what came next last time.
//
//   {"key":"http.route","value":{"stringValue":"/v1/chat"}},{"key":…
//   └──────────── opening ─────────────────────┘
//
// Exporters write the same attributes in the same order again and again, so the bytes up to a value
// are mostly those of one of the two openings that followed the last one. Comparing them is all it
// takes to know the key and the type.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "input/byte_masks.h"
#include "model/attribute.h"

namespace trace_cost::input {

// How a value is written behind its opening.
enum class ValueShape : std::uint8_t {
  Text,          // up to the next quote
  QuotedNumber,  // the same, a number
  Number,
  True,  // nothing: the opening ends with it
  False,
};
inline bool ends_with_quote(ValueShape shape) { return shape <= ValueShape::QuotedNumber; }

class AttributeGuess {
 public:
  static constexpr std::size_t kLongest = MaskedBytes::kSize;

  struct Opening {
    MaskedBytes bytes;
    std::uint8_t size = 0;
    ValueShape shape = ValueShape::Text;
    model::AttributeKey wanted;  // the default index: nobody wants it
  };

  AttributeGuess();

  // A place in a list of attributes; at first, before all of them. Lists of the same `kind` are
  // expected to be alike.
  class Place {
   public:
    explicit Place(std::uint32_t kind) : kind_(kind * 0x85EBU) {}

   private:
    friend class AttributeGuess;
    std::uint32_t kind_;
    std::uint32_t last_ = kNone;
  };

  // The opening that stands at `text`, of which kLongest bytes are readable, and moves behind it;
  // null when it is none of those that are expected.
  const Opening* match(const char* text, Place& place) const {
    for (const std::uint16_t next : followers_[slot(place)]) {
      const Opening& opening = openings_[next];
      if (!opening.bytes.stand_at(text)) continue;
      place.last_ = next;
      return &opening;
    }
    return nullptr;
  }
  // Expects this opening, which stands where match() has found none, in its place from now on, and
  // moves behind it.
  void learn(std::string_view bytes, ValueShape shape, model::AttributeKey wanted, Place& place);

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 12;  // openings; more are not learned
  static constexpr std::size_t kFollowerSlots = std::size_t{1} << 14;
  static constexpr std::uint32_t kNone = 0;  // an opening that stands nowhere: the start of a list

  // Two places may share a slot: then a guess is wrong, and nothing else.
  static std::size_t slot(const Place& place) {
    return (place.last_ * 0x9E37U + place.kind_) % kFollowerSlots;
  }

  std::vector<Opening> openings_;
  std::unordered_map<std::string, std::uint16_t> numbers_;
  std::vector<std::array<std::uint16_t, 2>> followers_;  // what came next, the latest first
};

}  // namespace trace_cost::input
