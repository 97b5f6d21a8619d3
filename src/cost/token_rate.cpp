#include "cost/token_rate.h"

#include "base/decimal.h"

namespace trace_cost::cost {

namespace {

constexpr int kMillionScale = Rate::kScale - 6;

int scale_of(PriceUnit unit) {
  switch (unit) {
    case PriceUnit::Token:
      return Rate::kScale;
    case PriceUnit::Thousand:
      return Rate::kScale - 3;
    case PriceUnit::Million:
      return kMillionScale;
  }
  return Rate::kScale;
}

}  // namespace

std::string Rate::per_million() const { return base::plain_decimal(attos, kMillionScale); }

std::variant<Rate, std::string_view> read_rate(std::string_view text, PriceUnit unit) {
  const base::DecimalReading read = base::read_decimal(text, scale_of(unit), Rate::kLargestAttos);
  const bool is_number = read.value || read.fault == base::DecimalFault::OutOfRange;
  if (!is_number) return "no number";
  const bool is_zero = read.value && read.value->units == 0;
  if (text.starts_with('-') && !is_zero) return "negative";
  if (!read.value) return kAbsurd;
  return Rate{static_cast<std::int64_t>(read.value->units)};
}

Rates Rates::or_else(const Rates& others) const {
  Rates both = *this;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    if (both.attos_[i] == kNone) both.attos_[i] = others.attos_[i];
  }
  return both;
}

}  // namespace trace_cost::cost
