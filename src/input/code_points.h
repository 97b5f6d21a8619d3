// Unicode code points: out of UTF-16, into UTF-8.
#pragma once

#include <cstddef>

namespace trace_cost::input {

inline constexpr char32_t kReplacement = 0xFFFD;  // for what is none
inline constexpr std::size_t kLongestUtf8 = 4;

constexpr bool is_high_surrogate(char32_t unit) { return (unit & ~0x3FFU) == 0xD800U; }
constexpr bool is_low_surrogate(char32_t unit) { return (unit & ~0x3FFU) == 0xDC00U; }
constexpr char32_t of_surrogates(char32_t high, char32_t low) {
  return 0x10000U + ((high & 0x3FFU) << 10U) + (low & 0x3FFU);
}

// Writes the UTF-8 of `c`, below 0x110000, and returns its size: up to kLongestUtf8 bytes.
constexpr std::size_t write_utf8(char32_t c, char* into) {
  const auto tail = [c](unsigned shift) {
    return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x80) {
    into[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    into[0] = static_cast<char>(0xC0U | (c >> 6U));
    into[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    into[0] = static_cast<char>(0xE0U | (c >> 12U));
    into[1] = tail(6);
    into[2] = tail(0);
    return 3;
  }
  into[0] = static_cast<char>(0xF0U | (c >> 18U));
  into[1] = tail(12);
  into[2] = tail(6);
  into[3] = tail(0);
  return 4;
}

}  // namespace trace_cost::input
