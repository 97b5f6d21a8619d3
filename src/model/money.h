// Money as an exact count of picodollars (10^-12 USD) in 128 bits. It never passes through a
// double, so sums do not depend on their order.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace trace_cost::model {

class Money {
 public:
  static constexpr int kScale = 12;
  // The largest amount that is read, in dollars. 2^32 spans of it still fit the 128 bits.
  static constexpr base::Int128 kLargestDollars = 1'000'000'000'000'000;

  constexpr Money() = default;
  static constexpr Money from_picos(base::Int128 picos) { return Money(picos); }

  // digits / 10^places dollars, `places` at most kScale.
  static constexpr Money from_decimal(std::uint32_t digits, int places) {
    base::Int128 picos = digits;
    for (int i = places; i < kScale; ++i) picos *= 10;
    return Money(picos);
  }

  [[nodiscard]] constexpr base::Int128 picos() const { return picos_; }
  [[nodiscard]] constexpr bool is_zero() const { return picos_ == 0; }

  // "0.0066646": plain notation, no exponent, no trailing zeros.
  [[nodiscard]] std::string plain() const;
  // "$0.0066646", "-$0.05": plain() with the sign before the dollar.
  [[nodiscard]] std::string dollars() const;
  // With exactly `places` digits after the point, in [0, kScale].
  [[nodiscard]] std::string with_places(int places) const;
  // Digits after the point that plain() prints.
  [[nodiscard]] int places() const;

  constexpr Money& operator+=(Money other) {
    picos_ += other.picos_;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return Money(a.picos_ + b.picos_); }
  friend constexpr Money operator-(Money a, Money b) { return Money(a.picos_ - b.picos_); }
  friend constexpr Money operator-(Money a) { return Money(-a.picos_); }
  friend constexpr bool operator==(Money a, Money b) { return a.picos_ == b.picos_; }
  friend constexpr std::strong_ordering operator<=>(Money a, Money b) {
    if (a.picos_ == b.picos_) return std::strong_ordering::equal;
    return a.picos_ < b.picos_ ? std::strong_ordering::less : std::strong_ordering::greater;
  }

 private:
  constexpr explicit Money(base::Int128 picos) : picos_(picos) {}
  base::Int128 picos_ = 0;
};

// An amount that may be unknown, in the 16 bytes of the amount.
class MaybeMoney {
 public:
  constexpr MaybeMoney() = default;
  constexpr MaybeMoney(Money amount)  // NOLINT(google-explicit-constructor)
      : amount_(amount) {}
  constexpr MaybeMoney(std::optional<Money> amount)  // NOLINT(google-explicit-constructor)
      : amount_(amount.value_or(kUnknown)) {}

  constexpr explicit operator bool() const { return amount_ != kUnknown; }
  // Precondition of both: known.
  constexpr const Money& operator*() const { return amount_; }
  constexpr const Money* operator->() const { return &amount_; }
  friend constexpr bool operator==(MaybeMoney a, MaybeMoney b) { return a.amount_ == b.amount_; }

 private:
  // Far beyond every sum of amounts.
  static constexpr Money kUnknown = Money::from_picos(base::Int128{1} << 126);
  Money amount_ = kUnknown;
};

// Dollars as decimal text ("0.0602375", "1.25e-05"). Digits beyond 10^-12 are rounded half to even.
struct MoneyReading {
  std::optional<Money> value;  // empty when `fault` says why
  base::DecimalFault fault = base::DecimalFault::NotANumber;
};
MoneyReading read_money(std::string_view text);

// part / whole in millionths, rounded half away from zero and clamped to 63 bits; empty when
// `whole` is zero.
std::optional<std::int64_t> millionths(Money part, Money whole);

}  // namespace trace_cost::model
