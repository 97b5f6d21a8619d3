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
  static constexpr std::size_t kLongest = 64;

  struct Opening {
    alignas(16) std::array<char, kLongest> bytes{};
    std::uint64_t all = 0;  // a bit for each of `size` bytes
    std::uint8_t size = 0;
    ValueShape shape = ValueShape::Text;
    model::AttributeKey wanted;  // the default index: nobody wants it
  };

  AttributeGuess();

  // Before the first attribute of a list. Lists of the same `kind` are expected to be alike.
  void begin_list(std::uint32_t kind) {
    kind_ = kind;
    last_ = kNone;
  }
  // The opening that stands at `text`, of which kLongest bytes are readable; null when it is none
  // of those that are expected.
  const Opening* match(const char* text) {
    for (const std::uint16_t next : followers()) {
      if (!stands_at(text, openings_[next])) continue;
      last_ = next;
      return &openings_[next];
    }
    return nullptr;
  }
  // Expects this opening, which stands where match() has found none, in its place from now on.
  void learn(std::string_view bytes, ValueShape shape, model::AttributeKey wanted);

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 12;  // openings; more are not learned
  static constexpr std::size_t kFollowerSlots = std::size_t{1} << 14;
  static constexpr std::uint16_t kNone = 0;  // an opening that stands nowhere: the start of a list

  // What came behind the last opening in lists of this kind, the latest first. Two may share a
  // slot: then a guess is wrong, and nothing else.
  std::array<std::uint16_t, 2>& followers() {
    return followers_[(last_ * 0x9E37U + kind_ * 0x85EBU) % kFollowerSlots];
  }
  static bool stands_at(const char* text, const Opening& opening) {
    return (equal_bytes(text, opening.bytes.data()) & opening.all) == opening.all &&
           opening.size != 0;
  }

  std::vector<Opening> openings_;
  std::unordered_map<std::string, std::uint16_t> numbers_;
  std::vector<std::array<std::uint16_t, 2>> followers_;
  std::uint32_t kind_ = 0;
  std::uint16_t last_ = kNone;
};

}  // namespace trace_cost::input
