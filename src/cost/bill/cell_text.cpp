#include "cost/bill/cell_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/decimal.h"

namespace trace_cost::cost {

namespace {

constexpr std::array<std::string_view, 4> kBlanks{" ", "\t", "\u00a0", "\u202f"};

struct CurrencySign {
  std::string_view sign;
  std::string_view code;
};
constexpr std::array<CurrencySign, 3> kSigns{{{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

base::Error not_read(std::string_view text, std::string_view why) {
  constexpr std::size_t kShown = 40;
  return {base::ErrorCode::BadArgument, fmt::format("'{}' {}", text.substr(0, kShown), why)};
}

// A number stripped of what is around it.
struct Bare {
  std::string_view digits;  // with marks and exponent
  std::string_view currency;
  bool is_negative = false;
};

bool take_sign(std::string_view& text) {
  if (!text.starts_with('-') && !text.starts_with('+')) return false;
  const bool is_negative = text.starts_with('-');
  text = without_blanks(text.substr(1));
  return is_negative;
}

Bare bare(std::string_view text) {
  Bare number;
  text = without_blanks(text);
  if (text.starts_with('(') && text.ends_with(')')) {
    number.is_negative = true;
    text = without_blanks(text.substr(1, text.size() - 2));
  }
  if (take_sign(text)) number.is_negative = true;
  for (const CurrencySign& known : kSigns) {
    if (text.starts_with(known.sign))
      text.remove_prefix(known.sign.size());
    else if (text.ends_with(known.sign))
      text.remove_suffix(known.sign.size());
    else
      continue;
    number.currency = known.code;
    text = without_blanks(text);
    if (take_sign(text)) number.is_negative = true;
  }
  number.digits = text;
  return number;
}

// Without the marks between thousands; empty when those are not three digits apart.
std::optional<std::string> without_thousands(std::string_view whole, std::string_view mark) {
  std::string digits;
  std::size_t groups = 0;
  while (true) {
    const std::size_t end = std::min(whole.find(mark), whole.size());
    const bool is_last = end == whole.size();
    const bool fits = end == 3 || (groups == 0 && end >= 1 && end <= 3) || (groups == 0 && is_last);
    if (!fits) return std::nullopt;
    digits += whole.substr(0, end);
    ++groups;
    if (is_last) return digits;
    whole.remove_prefix(end + mark.size());
  }
}

// What separates thousands in `whole`; empty when nothing does.
std::string_view thousands_mark(std::string_view whole, bool decimal_comma) {
  constexpr std::array<std::string_view, 4> kMarks{" ", "\u00a0", "\u202f", "'"};
  const std::string_view usual = decimal_comma ? "." : ",";
  if (whole.find(usual) != std::string_view::npos) return usual;
  for (const std::string_view mark : kMarks) {
    if (whole.find(mark) != std::string_view::npos) return mark;
  }
  return {};
}

// "1,234" without anything behind it, in a file that may well write decimals with a comma.
bool may_be_decimal_comma(std::string_view number, NumberStyle style) {
  const std::size_t comma = number.find(',');
  if (style.decimal_comma || comma == std::string_view::npos) return false;
  return style.separator != ',' || number.starts_with('0') || comma > 3 ||
         !without_thousands(number.substr(0, number.find('.')), ",");
}

constexpr std::string_view kCommaAdvice =
    "has a comma where a point was expected; --decimal-comma reads numbers like 1.234,56";

// In plain notation: digits, a point, an exponent.
base::Result<std::string> plain_number(std::string_view text, std::string_view number,
                                       NumberStyle style) {
  if (may_be_decimal_comma(number, style)) return not_read(text, kCommaAdvice);
  const std::size_t mark = number.find(style.decimal_comma ? ',' : '.');
  const std::size_t exponent = number.find_first_of("eE");
  const std::string_view whole = number.substr(0, std::min(mark, exponent));
  std::string plain(whole);
  if (const std::string_view thousands = thousands_mark(whole, style.decimal_comma);
      !thousands.empty()) {
    const auto digits = without_thousands(whole, thousands);
    if (!digits) return not_read(text, "has marks between digits that are not three apart");
    plain = *digits;
  }
  const std::string_view rest = number.substr(whole.size());
  if (mark < exponent && !rest.empty()) return plain + "." + std::string(rest.substr(1));
  return plain + std::string(rest);
}

int places_of(std::string_view plain) {
  const std::size_t point = plain.find('.');
  if (point == std::string_view::npos) return 0;
  const auto last = std::find_if_not(plain.begin() + static_cast<std::ptrdiff_t>(point) + 1,
                                     plain.end(), is_digit);
  return static_cast<int>(last - plain.begin()) - static_cast<int>(point) - 1;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank))
        text.remove_prefix(blank.size());
      else if (text.ends_with(blank))
        text.remove_suffix(blank.size());
      else
        continue;
      found = true;
    }
  }
  return text;
}

std::string plain_word(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') word += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || is_digit(c)) word += c;
  }
  return word;
}

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

base::Result<Amount> read_amount(std::string_view text, NumberStyle style) {
  const Bare number = bare(text);
  const auto plain = plain_number(text, number.digits, style);
  if (!plain) return plain.error();
  const bool is_signed_twice = plain->starts_with('-') || plain->starts_with('+');
  const model::MoneyReading money = model::read_money(*plain);
  if (!money.value || is_signed_twice) {
    return not_read(text, "is no amount of money; expected one like 12.34");
  }
  return Amount{number.is_negative ? -*money.value : *money.value, std::string(number.currency),
                places_of(*plain)};
}

base::Result<model::TokenCount> read_token_count(std::string_view text, int power,
                                                 NumberStyle style) {
  const auto plain = plain_number(text, without_blanks(text), style);
  if (!plain) return plain.error();
  const auto count = base::read_decimal(*plain, power, kMostTokens);
  if (!count.value || !count.value->exact || count.value->units < 0) {
    return not_read(text, "is no count of tokens; expected a whole number");
  }
  return model::TokenCount{static_cast<std::int64_t>(count.value->units)};
}

}  // namespace trace_cost::cost
