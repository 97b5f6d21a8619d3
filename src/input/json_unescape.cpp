#include "input/json_unescape.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "input/code_points.h"

namespace trace_cost::input {

namespace {

// Takes the hex digits behind "\u" (four) or "\x" (two); empty when they are none.
std::optional<std::uint32_t> take_hex(std::string_view& rest, std::size_t digits = 4) {
  std::uint32_t value = 0;
  if (rest.size() < digits) return std::nullopt;
  const char* const behind = rest.data() + digits;
  const auto [end, error] = std::from_chars(rest.data(), behind, value, 16);
  if (error != std::errc{} || end != behind) return std::nullopt;
  rest.remove_prefix(digits);
  return value;
}

std::uint32_t take_unicode(std::string_view& rest) {
  const std::optional<std::uint32_t> first = take_hex(rest);
  if (!first || is_low_surrogate(*first)) return kReplacement;
  if (!is_high_surrogate(*first)) return *first;
  std::string_view behind = rest;
  if (!behind.starts_with("\\u")) return kReplacement;
  behind.remove_prefix(2);
  const std::optional<std::uint32_t> second = take_hex(behind);
  if (!second || !is_low_surrogate(*second)) return kReplacement;
  rest = behind;
  return of_surrogates(*first, *second);
}

std::uint32_t simple_escape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
    case '/':
      return static_cast<unsigned char>(c);
    default:
      return kReplacement;
  }
}

// Takes "{1f600}", as it stands behind "\u".
std::uint32_t take_code_point(std::string_view& rest) {
  constexpr std::size_t kMostDigits = 6;
  const std::size_t digits = rest.substr(1, kMostDigits + 1).find('}');
  if (digits == std::string_view::npos) return kReplacement;
  std::string_view inner = rest.substr(1);
  const std::uint32_t value = take_hex(inner, digits).value_or(kReplacement);
  rest.remove_prefix(digits + 2);
  const bool is_one = value <= 0x10FFFF && !is_high_surrogate(value) && !is_low_surrogate(value);
  return is_one ? value : kReplacement;
}

// Takes what stands behind the backslash.
std::uint32_t take_escape(std::string_view& rest, Escapes escapes) {
  const char kind = rest.front();
  rest.remove_prefix(1);
  if (escapes == Escapes::JavaScript && rest.starts_with('{') && kind == 'u') {
    return take_code_point(rest);
  }
  if (kind == 'u') return take_unicode(rest);
  if (escapes == Escapes::JavaScript) {
    if (kind == 'x') return take_hex(rest, 2).value_or(kReplacement);
    if (kind == 'v') return '\v';
    if (kind == '0') return 0;
    if (kind == '\'' || kind == '`') return static_cast<unsigned char>(kind);
  }
  return simple_escape(kind);
}

}  // namespace

std::string unescape_leniently(std::string_view token, Escapes escapes) {
  std::string out;
  std::array<char, kLongestUtf8> utf8{};
  const char quote = token.empty() ? '"' : token.front();
  std::string_view rest = token.substr(token.empty() ? 0 : 1);
  while (!rest.empty() && rest.front() != quote) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c != '\\') {
      out.push_back(c);
      continue;
    }
    if (rest.empty()) break;
    out.append(utf8.data(), write_utf8(take_escape(rest, escapes), utf8.data()));
  }
  return out;
}

}  // namespace trace_cost::input
