// What bills speak of: of each provider, which days, and what was charged on them. The traces'
// money is sorted into the same places.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cost/bill/bill_lines.h"

namespace trace_cost::cost {

struct TracedSum {
  model::Money amount;
  std::optional<model::TokenCount> tokens = model::TokenCount{};
  std::uint64_t charges = 0;
  std::uint64_t unpriced = 0;
  std::uint64_t cached = 0;
};

// The money of both sides for the same days and provider.
struct BillPlace {
  std::map<std::string, BillSum> billed;      // by item
  std::map<std::uint32_t, TracedSum> traced;  // by group of models
};

// The place of bills that tell no days.
inline constexpr Days kAllDays{model::Instant::min(), model::Instant::max()};

struct ProviderScope {
  std::string provider;  // empty: the bills do not tell
  UtcOffset offset;
  std::optional<Days> covered;       // empty: the bills tell no days
  std::map<Days, BillPlace> places;  // no two overlap
  // The place of `instant`; where no charge of the bill is for that day, but its days before and
  // after are covered, a new one. Null when the bill does not speak of it.
  BillPlace* place_of(model::Instant instant);
};

// Whether a sum of a bill is of the kind that traces can tell: usage, in dollars.
bool is_comparable(const BillKey& key);

// The scopes of all comparable sums, by provider; days that overlap are one place. When some do not
// tell their provider, or their days, none of that scope does. Of a bill without any line that its
// form assigns to a provider, too: nothing was charged there.
std::map<std::string, ProviderScope> bill_scopes(std::span<const Bill> bills);

}  // namespace trace_cost::cost
