// The cost that a span tells of itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cost/entry.h"
#include "cost/span_reading.h"

namespace trace_cost::cost {

struct ExplicitCost {
  model::Money amount;
  model::AttributeKey key;              // where it stands; of two parts, where the first stands
  Basis basis = Basis::Explicit;        // or Provider
  std::optional<std::string> currency;  // upper case; empty: US dollars
};

// The first key that holds an amount; else the sum of the first pair of parts. Keys that are there
// and hold none go to `unreadable`. Empty when the span tells no cost.
std::optional<ExplicitCost> read_explicit_cost(const SpanReading& reading,
                                               std::vector<UnreadableValue>& unreadable);

}  // namespace trace_cost::cost
