#include "base/decimal.h"

#include <algorithm>

namespace trace_cost::base {

namespace {

struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  long exponent = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  const std::string_view digits = text.substr(0, n);
  text.remove_prefix(n);
  return digits;
}

// Exponents beyond any use are clamped: the value is zero or out of range either way.
bool take_exponent(std::string_view& text, long& exponent) {
  constexpr long kBeyond = 1'000'000;
  if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return true;
  text.remove_prefix(1);
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return false;
  for (const char c : digits) exponent = std::min(kBeyond, exponent * 10 + (c - '0'));
  if (negative) exponent = -exponent;
  return true;
}

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    parts.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  parts.whole = take_digits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    parts.fraction = take_digits(text);
  }
  if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
  if (!take_exponent(text, parts.exponent) || !text.empty()) return std::nullopt;
  return parts;
}

bool is_not_finite(std::string_view text) {
  constexpr std::string_view kLongest = "infinity";
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  if (text.size() > kLongest.size()) return false;
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower == "nan" || lower == "inf" || lower == kLongest;
}

// Walks the significant digits in order; the digit with weight 10^-scale is the last that counts.
class Rounder {
 public:
  Rounder(long digits_that_count, Int128 limit) : left_(digits_that_count), limit_(limit) {}

  // False once the value has left the limit.
  bool add(int digit) {
    if (left_ > 0) {
      --left_;
      if (units_ > limit_) return false;
      units_ = units_ * 10 + digit;
      return units_ <= limit_;
    }
    if (left_-- == 0) {
      first_dropped_ = digit;
    } else {
      sticky_ |= digit != 0;
    }
    return true;
  }

  // True while more digits of whatever value still move the result.
  [[nodiscard]] long left() const { return left_; }

  [[nodiscard]] ScaledDecimal rounded() const {
    const bool exact = first_dropped_ == 0 && !sticky_;
    const bool up = first_dropped_ > 5 || (first_dropped_ == 5 && (sticky_ || (units_ & 1) != 0));
    return {units_ + (up ? 1 : 0), exact};
  }

 private:
  long left_;
  Int128 limit_;
  Int128 units_ = 0;
  int first_dropped_ = 0;
  bool sticky_ = false;
};

bool all_zero(std::string_view digits) {
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c == '0'; });
}

}  // namespace

DecimalReading read_decimal(std::string_view text, int scale, Int128 limit) {
  if (is_not_finite(text)) return {std::nullopt, DecimalFault::NotFinite};
  const std::optional<Parts> parts = split(text);
  if (!parts) return {std::nullopt, DecimalFault::NotANumber};
  if (all_zero(parts->whole) && all_zero(parts->fraction)) return {ScaledDecimal{}, {}};

  const long counting = static_cast<long>(parts->whole.size()) + parts->exponent + scale;
  if (counting < 0) return {ScaledDecimal{0, false}, {}};  // far below half a unit
  Rounder rounder(counting, limit);
  for (const std::string_view digits : {parts->whole, parts->fraction}) {
    for (const char c : digits) {
      if (!rounder.add(c - '0')) return {std::nullopt, DecimalFault::OutOfRange};
    }
  }
  while (rounder.left() > 0) {
    if (!rounder.add(0)) return {std::nullopt, DecimalFault::OutOfRange};
  }
  ScaledDecimal value = rounder.rounded();
  if (value.units > limit) return {std::nullopt, DecimalFault::OutOfRange};
  if (parts->negative) value.units = -value.units;
  return {value, {}};
}

namespace {

Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::string digits_of(Int128 magnitude) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10)));
    magnitude /= 10;
  } while (magnitude != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

int places_in_use(Int128 units, int scale) {
  int places = scale;
  while (places > 0 && units % 10 == 0) {
    units /= 10;
    --places;
  }
  return places;
}

std::string plain_decimal(Int128 units, int scale) {
  return fixed_decimal(units, scale, places_in_use(units, scale));
}

std::string fixed_decimal(Int128 units, int scale, int places) {
  const bool negative = units < 0;
  Int128 magnitude = negative ? -units : units;
  if (places < scale) {
    const Int128 step = power_of_ten(scale - places);
    const Int128 rest = magnitude % step;
    magnitude /= step;
    if (rest * 2 > step || (rest * 2 == step && (magnitude & 1) != 0)) ++magnitude;
  }
  const bool is_zero = magnitude == 0;
  std::string digits = digits_of(magnitude);
  if (places > scale) digits.append(static_cast<std::size_t>(places - scale), '0');
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
  return negative && !is_zero ? "-" + digits : digits;
}

}  // namespace trace_cost::base
