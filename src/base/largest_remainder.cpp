#include "base/largest_remainder.h"

#include <algorithm>
#include <cstddef>

namespace trace_cost::base {

namespace {

struct Part {
  Int128 quotient = 0;
  Int128 remainder = 0;
};

// amount * weight / whole without leaving 128 bits, bit by bit: what was looked at of `amount`
// times `weight` is always quotient * whole + remainder. Precondition: 0 <= weight <= whole <
// 2^125.
Part share_of(Int128 amount, Int128 weight, Int128 whole) {
  constexpr int kBits = 126;
  Part part;
  for (int bit = kBits; bit-- > 0;) {
    part.quotient *= 2;
    part.remainder *= 2;
    if ((amount >> bit & 1) != 0) part.remainder += weight;
    for (; part.remainder >= whole; part.remainder -= whole) ++part.quotient;
  }
  return part;
}

// Gives one of `left` units to each of the largest remainders.
void deal_out(Int128 left, const std::vector<Part>& parts, std::vector<Int128>& units) {
  std::vector<std::size_t> order(parts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a].remainder > parts[b].remainder;
  });
  for (const std::size_t i : order) {
    if (left-- <= 0) break;
    ++units[i];
  }
}

Part floor_div(Int128 units, Int128 step) {
  Part part{units / step, units % step};
  if (part.remainder < 0) {
    --part.quotient;
    part.remainder += step;
  }
  return part;
}

}  // namespace

std::vector<Int128> split_by_weight(Int128 amount, std::span<const Int128> weights) {
  Int128 whole = 0;
  for (const Int128 weight : weights) whole += std::max<Int128>(weight, 0);
  std::vector<Int128> units(weights.size(), 0);
  if (whole == 0) return units;
  const bool is_negative = amount < 0;
  Int128 left = is_negative ? -amount : amount;
  std::vector<Part> parts;
  const Int128 size = left;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    parts.push_back(share_of(size, std::max<Int128>(weights[i], 0), whole));
    units[i] = parts.back().quotient;
    left -= units[i];
  }
  deal_out(left, parts, units);
  if (is_negative) {
    for (Int128& unit : units) unit = -unit;
  }
  return units;
}

Int128 rounded_to(Int128 units, Int128 step) {
  const Part part = floor_div(units, step);
  const bool is_up =
      part.remainder * 2 > step || (part.remainder * 2 == step && (part.quotient & 1) != 0);
  return (part.quotient + (is_up ? 1 : 0)) * step;
}

std::vector<Int128> rounded_together(std::span<const Int128> all, Int128 step) {
  Int128 sum = 0;
  Int128 floors = 0;
  std::vector<Part> parts;
  std::vector<Int128> units;
  for (const Int128 part : all) {
    sum += part;
    parts.push_back(floor_div(part, step));
    units.push_back(parts.back().quotient);
    floors += units.back();
  }
  deal_out(rounded_to(sum, step) / step - floors, parts, units);
  for (Int128& unit : units) unit *= step;
  return units;
}

}  // namespace trace_cost::base
