#include "cost/bill.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cost/bill/cell_text.h"

namespace trace_cost::cost {

namespace {

constexpr int kPercentScale = 4;  // 1 % is 10^4 millionths
constexpr base::Int128 kLargestPercent = 1'000'000;

std::optional<model::Money> dollars(std::string_view text) {
  text = without_blanks(text);
  if (text.starts_with('$')) text.remove_prefix(1);
  const model::MoneyReading reading = model::read_money(text);
  return reading.value && *reading.value >= model::Money{} ? reading.value : std::nullopt;
}

// Both return the part's own words; empty when it is none.
std::optional<std::string> read_share(std::string_view part, Margin& margin) {
  const std::string_view number = without_blanks(part.substr(0, part.size() - 1));
  const auto percent = base::read_decimal(number, kPercentScale, kLargestPercent * 10'000);
  if (!percent.value || percent.value->units < 0) return std::nullopt;
  margin.millionths = static_cast<std::int64_t>(percent.value->units);
  return std::string(part);
}

std::optional<std::string> read_dollars(std::string_view part, Margin& margin) {
  const std::optional<model::Money> amount = dollars(part);
  if (!amount) return std::nullopt;
  margin.amount = *amount;
  return amount->dollars();
}

}  // namespace

model::Money Margin::allowed(model::Money bill) const {
  // Split in two, so that the product stays below 2^127: millionths <= 10^10.
  constexpr base::Int128 kWhole = 1'000'000;
  constexpr base::Int128 kMost = model::Money::kLargestDollars * kWhole * kWhole * kWhole;
  const base::Int128 picos = std::min(bill < model::Money{} ? -bill.picos() : bill.picos(), kMost);
  const base::Int128 share = picos / kWhole * millionths + picos % kWhole * millionths / kWhole;
  return std::max(amount, model::Money::from_picos(share));
}

base::Result<Margin> read_margin(std::string_view text) {
  const base::Error faulty{base::ErrorCode::BadArgument,
                           fmt::format("--margin {}: expected a share of the bill like 1%, dollars "
                                       "like 0.05, or both like 1%,0.05",
                                       text)};
  Margin margin;
  bool has_share = false;
  bool has_amount = false;
  std::string_view rest = text;
  for (bool is_last = false; !is_last;) {
    const std::size_t comma = rest.find(',');
    is_last = comma == std::string_view::npos;
    const std::string_view part = without_blanks(rest.substr(0, comma));
    if (!is_last) rest.remove_prefix(comma + 1);
    const bool is_share = part.ends_with('%');
    const std::optional<std::string> read =
        is_share ? read_share(part, margin) : read_dollars(part, margin);
    bool& has_this = is_share ? has_share : has_amount;
    if (!read || has_this) return faulty;
    has_this = true;
    margin.text += (margin.text.empty() ? "" : ", ") + *read;
  }
  return margin;
}

base::Result<model::Money> read_bill(std::string_view text) {
  const std::optional<model::Money> amount = dollars(text);
  if (amount) return *amount;
  return base::Error{base::ErrorCode::BadArgument,
                     fmt::format("--bill {}: expected dollars like 12.34", text)};
}

BillComparison compare_with_bill(model::Money traced, model::Money bill, const Margin& margin) {
  return {bill, traced, traced - bill, margin.allowed(bill)};
}

}  // namespace trace_cost::cost
