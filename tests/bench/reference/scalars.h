// Texts of fixed shape to numbers. They trust their input: the dumps are our generator's own. All
// inline, as the references shall be fast.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace trace_cost::bench {

namespace scalars {

// Eight hex digits at once, each in a byte of its own.
inline std::uint64_t parse_hex8(const char* digits) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, digits, sizeof bytes);
  bytes = __builtin_bswap64(bytes);
  std::uint64_t value =
      (bytes & 0x0f0f0f0f0f0f0f0fULL) + 9 * ((bytes >> 6U) & 0x0101010101010101ULL);
  value = (value | value >> 4U) & 0x00ff00ff00ff00ffULL;
  value = (value | value >> 8U) & 0x0000ffff0000ffffULL;
  return (value | value >> 16U) & 0xffffffffULL;
}

// `count` decimal digits.
inline std::int64_t parse_digits(const char* text, int count) {
  std::int64_t value = 0;
  for (int i = 0; i < count; ++i) {
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Howard Hinnant's days_from_civil.
inline std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// "-12" or "+3" behind the e of a number.
inline int parse_exponent(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  int exponent = 0;
  std::from_chars(text.data(), text.data() + text.size(), exponent);
  return exponent;
}

}  // namespace scalars

// 16 lower-case hex digits.
inline std::uint64_t parse_hex16(const char* digits) {
  return scalars::parse_hex8(digits) << 32U | scalars::parse_hex8(digits + 8);
}

// A decimal number in units of 10^-9, exactly; empty where that is not possible.
inline std::optional<std::int64_t> parse_nano(std::string_view number) {
  const bool negative = number.starts_with('-');
  std::int64_t value = 0;
  int zeros = 9;  // to append; negative: to take away
  bool fraction = false;
  for (std::size_t i = negative ? 1 : 0; i < number.size(); ++i) {
    const char c = number[i];
    if (c == '.') {
      fraction = true;
    } else if (c == 'e' || c == 'E') {
      zeros += scalars::parse_exponent(number.substr(i + 1));
      break;
    } else {
      value = value * 10 + (c - '0');
      zeros -= fraction ? 1 : 0;
    }
  }
  for (; zeros > 0; --zeros) {
    value *= 10;
  }
  for (; zeros < 0; ++zeros) {
    if (value % 10 != 0) {
      return std::nullopt;
    }
    value /= 10;
  }
  return negative ? -value : value;
}

// "2025-03-03T11:06:40.031190Z" in ns since 1970.
inline std::uint64_t parse_iso_ns(const char* text) {
  const std::int64_t days =
      scalars::days_since_1970(scalars::parse_digits(text, 4), scalars::parse_digits(text + 5, 2),
                               scalars::parse_digits(text + 8, 2));
  const std::int64_t seconds =
      (scalars::parse_digits(text + 11, 2) * 60 + scalars::parse_digits(text + 14, 2)) * 60 +
      scalars::parse_digits(text + 17, 2);
  const std::int64_t micros =
      (days * 86400 + seconds) * 1'000'000 + scalars::parse_digits(text + 20, 6);
  return static_cast<std::uint64_t>(micros) * 1000;
}

}  // namespace trace_cost::bench
