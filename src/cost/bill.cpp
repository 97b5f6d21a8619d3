#include "cost/bill.h"

#include <fmt/format.h>

namespace trace_cost::cost {

namespace {

constexpr int kPercentScale = 4;  // 1 % is 10^4 millionths
constexpr base::Int128 kLargestPercent = 1'000'000;

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<model::Money> dollars(std::string_view text) {
  text = without_blanks(text);
  if (text.starts_with('$')) text.remove_prefix(1);
  const model::MoneyReading reading = model::read_money(text);
  return reading.value && *reading.value >= model::Money{} ? reading.value : std::nullopt;
}

}  // namespace

base::Result<Margin> read_margin(std::string_view text) {
  const base::Error faulty{
      base::ErrorCode::BadArgument,
      fmt::format("--margin {}: expected a share of the bill like 1% or dollars like 0.05", text)};
  Margin margin;
  margin.text = text;
  std::string_view number = without_blanks(text);
  if (!number.ends_with('%')) {
    const std::optional<model::Money> amount = dollars(number);
    if (!amount) return faulty;
    margin.is_relative = false;
    margin.amount = *amount;
    margin.text = amount->dollars();
    return margin;
  }
  number = without_blanks(number.substr(0, number.size() - 1));
  const auto percent = base::read_decimal(number, kPercentScale, kLargestPercent * 10'000);
  if (!percent.value || percent.value->units < 0) return faulty;
  margin.millionths = static_cast<std::int64_t>(percent.value->units);
  return margin;
}

base::Result<model::Money> read_bill(std::string_view text) {
  const std::optional<model::Money> amount = dollars(text);
  if (amount) return *amount;
  return base::Error{base::ErrorCode::BadArgument,
                     fmt::format("--bill {}: expected dollars like 12.34", text)};
}

BillComparison compare_with_bill(model::Money traced, model::Money bill, const Margin& margin) {
  BillComparison comparison{bill, traced, traced - bill, margin.amount};
  if (margin.is_relative) {
    // bill <= 10^27 and millionths <= 10^10, so the product stays below 2^127.
    comparison.allowed = model::Money::from_picos(bill.picos() * margin.millionths / 1'000'000);
  }
  return comparison;
}

}  // namespace trace_cost::cost
