#include "cost/bill_scaling.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace trace_cost::cost {

namespace {

__extension__ using UInt128 = unsigned __int128;

struct Division {
  UInt128 quotient = 0;
  UInt128 remainder = 0;
};

// a * b / divisor, for a / divisor <= 1 or a product that fits; b and divisor are below 2^126. The
// product is never formed: it may need 256 bits.
Division multiply_divide(UInt128 a, UInt128 b, UInt128 divisor) {
  Division result;
  const Division once{b / divisor, b % divisor};
  constexpr int kTopBit = 127;
  for (int bit = kTopBit; bit >= 0; --bit) {
    result.quotient *= 2;
    result.remainder *= 2;
    if ((a >> static_cast<unsigned>(bit) & 1U) != 0) {
      result.quotient += once.quotient;
      result.remainder += once.remainder;
    }
    result.quotient += result.remainder / divisor;
    result.remainder %= divisor;
  }
  return result;
}

}  // namespace

std::vector<model::Money> proportional_parts(model::Money whole,
                                             std::span<const model::Money> shares) {
  const bool is_negative = whole < model::Money{};
  const auto amount = static_cast<UInt128>(is_negative ? -whole.picos() : whole.picos());
  UInt128 sum = 0;
  for (const model::Money share : shares) {
    if (share < model::Money{}) return {};
    sum += static_cast<UInt128>(share.picos());
  }
  if (sum == 0) return {};
  std::vector<UInt128> parts;
  std::vector<UInt128> remainders;
  UInt128 left = amount;
  for (const model::Money share : shares) {
    const Division part = multiply_divide(static_cast<UInt128>(share.picos()), amount, sum);
    parts.push_back(part.quotient);
    remainders.push_back(part.remainder);
    left -= part.quotient;
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // Fewer units are left than there are parts.
  for (std::size_t i = 0; i < order.size() && left > 0; ++i, --left) ++parts[order[i]];
  std::vector<model::Money> dealt;
  for (const UInt128 part : parts) {
    const auto picos = static_cast<base::Int128>(part);
    dealt.push_back(model::Money::from_picos(is_negative ? -picos : picos));
  }
  return dealt;
}

}  // namespace trace_cost::cost
