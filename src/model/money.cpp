#include "model/money.h"

#include <algorithm>
#include <limits>

namespace trace_cost::model {

namespace {
constexpr base::Int128 kPicosPerDollar = 1'000'000'000'000;
}

std::string Money::plain() const { return base::plain_decimal(picos_, kScale); }
std::string Money::dollars() const { return picos_ < 0 ? "-$" + (-*this).plain() : "$" + plain(); }
std::string Money::with_places(int places) const {
  return base::fixed_decimal(picos_, kScale, places);
}
int Money::places() const { return base::places_in_use(picos_, kScale); }

MoneyReading read_money(std::string_view text) {
  const base::DecimalReading reading =
      base::read_decimal(text, Money::kScale, Money::kLargestDollars * kPicosPerDollar);
  if (!reading.value) return {std::nullopt, reading.fault};
  return {Money::from_picos(reading.value->units), {}};
}

std::optional<std::int64_t> millionths(Money part, Money whole) {
  if (whole.is_zero()) return std::nullopt;
  // Two digits are kept for rounding; both factors stay far below 2^127.
  base::Int128 numerator = part.picos();
  base::Int128 denominator = whole.picos();
  constexpr base::Int128 kRoom = kPicosPerDollar * kPicosPerDollar * 1'000'000;
  while (numerator > kRoom || numerator < -kRoom) {
    numerator /= 2;
    denominator /= 2;
  }
  if (denominator == 0) return std::nullopt;
  const base::Int128 doubled = numerator * 2'000'000 / denominator;
  const base::Int128 rounded = (doubled + (doubled < 0 ? -1 : 1)) / 2;
  constexpr base::Int128 kLargest = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(rounded, -kLargest, kLargest));
}

}  // namespace trace_cost::model
