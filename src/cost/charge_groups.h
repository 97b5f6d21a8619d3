// Charges summed up as a provider's bill would list them: one sum for each day, provider, model,
// service and user.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cost/bill/bill_days.h"
#include "cost/dimension.h"
#include "cost/ledger.h"
#include "model/ancestry.h"

namespace trace_cost::cost {

// Texts are empty where the spans do not tell.
struct ChargeGroup {
  std::optional<Days> day;  // of UTC, by metered_at(); empty: the spans tell no time
  std::string provider;     // biller_of()
  std::string model;
  std::string service;
  std::optional<std::string> user;  // empty: nobody's
  model::Money cost;
  // Of all spans together; unknown where one of them does not tell.
  std::optional<model::TokenCount> input;
  std::optional<model::TokenCount> output;
  std::uint64_t charges = 0;
};

// The dimensions of a bill, as Dimension::parse() takes them.
inline constexpr std::array<const char*, 4> kBilledBy{"provider", "model", "service", "user"};

// `by` are the dimensions of kBilledBy in their order; those left out at the end are not told. In
// the order of the fields; the costs add up to the ledger's total exactly.
std::vector<ChargeGroup> charge_groups(const model::Ancestry& ancestry, const Ledger& ledger,
                                       std::span<const Dimension> by);

}  // namespace trace_cost::cost
