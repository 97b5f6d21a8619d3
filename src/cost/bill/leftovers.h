// Money of one side that has no counterpart on the other, and why.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "cost/bill/bill_scope.h"
#include "cost/reconciliation.h"

namespace trace_cost::cost {

// Sums it up by side, what it is for, reason and currency.
class Leftovers {
 public:
  // `amount` and `count` of it are added to what is there.
  void add(const NotCompared& more);
  // The bill's first, then by what and why.
  [[nodiscard]] std::vector<NotCompared> list() const;

 private:
  std::map<std::tuple<NotCompared::Side, std::string, std::string, std::string>, NotCompared> sums_;
};

// What of the bills is no usage in dollars.
void set_other_lines_apart(std::span<const Bill> bills, Leftovers& leftovers);
// What of the traces is no money in dollars.
void set_other_currencies_apart(const Ledger& ledger, Leftovers& leftovers);
// Takes out of `scopes` the days in which nothing was captured: they prove nothing about the
// traces. `window` is the time that was captured; empty: no span tells a time.
void set_other_days_apart(const std::optional<Days>& window,
                          std::map<std::string, ProviderScope>& scopes, Leftovers& leftovers);

}  // namespace trace_cost::cost
