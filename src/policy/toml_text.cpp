#include "policy/toml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace trace_cost::policy {

namespace {

std::size_t length_of_character(unsigned char first) {
  if (first < 0xC0) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

std::uint32_t code_point(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  constexpr std::uint32_t kBitsOfFirst[] = {0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t point = first & kBitsOfFirst[character.size() - 1];
  for (const char c : character.substr(1)) {
    point = point << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return point;
}

// A file is looked at on terminals, so what would act there is written as an escape.
std::string escaped(std::string_view character) {
  if (character == "\"" || character == "\\") return "\\" + std::string(character);
  if (base::printable(character) == character) return std::string(character);
  const std::uint32_t point = code_point(character);
  return point > 0xFFFF ? fmt::format("\\U{:08X}", point) : fmt::format("\\u{:04X}", point);
}

}  // namespace

std::string toml_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = std::min(length_of_character(first), text.size());
    out += escaped(text.substr(0, length));
    text.remove_prefix(length);
  }
  return out + "\"";
}

}  // namespace trace_cost::policy
