#include "model/text.h"

namespace trace_cost::model {

std::optional<Text::Decimal> Text::read_decimal(std::string_view literal) {
  constexpr std::size_t kLongest = 1 + kMostPlaces + 1;  // "0.", then all places
  if (literal.empty() || literal.size() > kLongest) return std::nullopt;
  const bool leads_with_zero = literal.size() > 1 && literal[0] == '0' && literal[1] != '.';
  if (leads_with_zero || literal.front() == '.' || literal.back() == '.') return std::nullopt;
  std::uint64_t digits = 0;
  std::size_t point = literal.size() - 1;  // as if behind the last digit
  bool has_point = false;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    const char c = literal[i];
    if (c == '.' && !has_point) {
      has_point = true;
      point = i;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
  }
  const std::size_t places = literal.size() - 1 - point;
  if (digits > 0xffffffff || places > kMostPlaces) return std::nullopt;
  return Decimal{static_cast<std::uint32_t>(digits), static_cast<std::uint8_t>(places)};
}

std::string_view Text::literal(NumberBuffer& buffer) const {
  std::size_t at = buffer.size();
  std::uint32_t rest = value_;
  std::size_t written = 0;
  while (rest != 0 || written <= places_) {
    if (written == places_ && places_ > 0) buffer[--at] = '.';
    buffer[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
    ++written;
  }
  return {buffer.data() + at, buffer.size() - at};
}

}  // namespace trace_cost::model
