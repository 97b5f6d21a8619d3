#include "cost/prices/price_faults.h"

#include <fmt/format.h>

#include "base/decimal.h"

namespace trace_cost::cost {

namespace {

constexpr base::Int128 kLargestBorder = 1'000'000'000'000;

std::string shown(const base::JsonValue& found) {
  const bool is_short = found.text.size() <= 40;
  if (found.is(base::JsonKind::Number) && is_short) return found.text;
  if (found.is(base::JsonKind::Text) && is_short) return fmt::format("'{}'", found.text);
  return std::string(base::name_of(found.kind));
}

}  // namespace

void PriceFaults::tell_expected(const base::JsonValue& found, std::string_view expected) {
  const std::string what =
      found.name.empty() ? shown(found) : fmt::format("\"{}\" is {}", found.name, shown(found));
  tell(found.line, fmt::format("{}, expected {}", what, expected));
}

std::optional<Rate> rate_of(const base::JsonValue& value, PriceUnit unit, PriceFaults& faults) {
  if (value.is(base::JsonKind::Null)) return std::nullopt;
  if (!value.is(base::JsonKind::Number) && !value.is(base::JsonKind::Text)) {
    faults.tell_expected(value, "a price in dollars");
    return std::nullopt;
  }
  const auto read = read_rate(value.text, unit);
  if (const Rate* rate = std::get_if<Rate>(&read)) return *rate;
  const std::string_view why = std::get<std::string_view>(read);
  if (why == kAbsurd) {
    faults.tell_absurd();
  } else {
    faults.tell_expected(value, fmt::format("a price in dollars ({})", why));
  }
  return std::nullopt;
}

std::string text_of(const base::JsonValue& value, PriceFaults& faults) {
  if (value.is(base::JsonKind::Text)) return value.text;
  faults.tell_expected(value, "a text");
  return {};
}

std::optional<std::int64_t> token_border(const base::JsonValue& value, PriceFaults& faults) {
  const base::DecimalReading read = base::read_decimal(value.text, 0, kLargestBorder);
  const bool is_count =
      value.is(base::JsonKind::Number) && read.value && read.value->exact && read.value->units > 0;
  if (is_count) return static_cast<std::int64_t>(read.value->units);
  faults.tell_expected(value, "a whole number of tokens above zero");
  return std::nullopt;
}

}  // namespace trace_cost::cost
