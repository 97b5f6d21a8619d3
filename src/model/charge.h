// The money of one span: what `cost` has found out, for whoever sums it up by something else.
#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "model/money.h"
#include "model/span_store.h"

namespace trace_cost::model {

struct Charge {
  SpanIndex span;
  Money amount;
};
// By span, at most one for each.
using Charges = std::span<const Charge>;

// The charges of the spans [first, last).
inline Charges charges_between(Charges charges, std::size_t first, std::size_t last) {
  const auto from = [&](std::size_t span) {
    return std::lower_bound(
        charges.begin(), charges.end(), span,
        [](const Charge& charge, std::size_t wanted) { return charge.span.number() < wanted; });
  };
  return {from(first), from(last)};
}

inline std::optional<Money> charge_of(Charges charges, SpanIndex span) {
  const Charges found = charges_between(charges, span.number(), std::size_t{span.number()} + 1);
  return found.empty() ? std::nullopt : std::optional(found.front().amount);
}

}  // namespace trace_cost::model
