// What an attribute says, in five bytes: the id of an interned text, or a plain decimal number
// itself. Costs and token counts differ from span to span; interned they would take more memory
// than the spans.
//
//   "0.0066646"  ->  digits 66646, 7 of them behind the point
//   "1834"       ->  digits 1834
//   "1e-05", "007", "-3", "alice"  ->  interned
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/string_pool.h"

namespace trace_cost::model {

// Room for the digits of a number while a view into it is in use.
using NumberBuffer = std::array<char, 24>;

// Texts of one capture are equal exactly when their bytes are: whatever can be a number is one, and
// everything else is interned.
class Text {
 public:
  // digits / 10^places
  struct Decimal {
    std::uint32_t digits = 0;
    std::uint8_t places = 0;
  };
  static constexpr std::uint8_t kMostPlaces = 15;

  // No text at all, which is not the empty one.
  constexpr Text() = default;
  constexpr explicit Text(StringId interned) : value_(interned.number()) {}
  constexpr explicit Text(Decimal decimal) : value_(decimal.digits), places_(decimal.places) {}

  // The number that is written exactly like `literal`; empty when there is none.
  static std::optional<Decimal> read_decimal(std::string_view literal);

  constexpr explicit operator bool() const { return is_number() || value_ != kNowhere; }
  [[nodiscard]] constexpr bool is_number() const { return places_ <= kMostPlaces; }
  // Where is_number().
  [[nodiscard]] constexpr Decimal decimal() const { return {value_, places_}; }
  // Where it is no number; the default id when there is no text.
  [[nodiscard]] constexpr StringId interned() const {
    return value_ == kNowhere ? StringId{} : StringId(value_);
  }
  // Where is_number(): as it was written.
  std::string_view literal(NumberBuffer& buffer) const;

  friend constexpr bool operator==(Text, Text) = default;

 private:
  friend class Attribute;
  static constexpr std::uint32_t kNowhere = 0xffffffff;
  static constexpr std::uint8_t kInterned = kMostPlaces + 1;
  std::uint32_t value_ = kNowhere;
  std::uint8_t places_ = kInterned;
};

}  // namespace trace_cost::model

template <>
struct std::hash<trace_cost::model::Text> {
  std::size_t operator()(trace_cost::model::Text text) const noexcept {
    const std::uint64_t low = text.is_number() ? text.decimal().digits : text.interned().number();
    const std::uint64_t high = text.is_number() ? text.decimal().places + 1U : 0U;
    return static_cast<std::size_t>((low | high << 32U) * 0x9e3779b97f4a7c15U >> 16U);
  }
};
