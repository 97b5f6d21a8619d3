// What the traces say was spent against what the provider says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/money.h"

namespace trace_cost::cost {

// How far apart the two may lie: an amount or millionths of the bill, whichever is more.
struct Margin {
  std::string text;  // "1%", "$0.05" or "1%, $0.05"
  model::Money amount;
  std::int64_t millionths = 0;

  // The margin of this bill as an amount, rounded down; never negative.
  [[nodiscard]] model::Money allowed(model::Money bill) const;
};

// Reads a share ("1%", "0.5 %"), dollars ("0.05", "$0.05") or both with a comma between them.
// Negative margins are errors.
base::Result<Margin> read_margin(std::string_view text);
// Reads dollars with or without '$', not negative.
base::Result<model::Money> read_bill(std::string_view text);

struct BillComparison {
  model::Money bill;
  model::Money traced;      // everything the ledger holds, with and without a user
  model::Money difference;  // traced - bill
  model::Money allowed;     // the margin as an amount, rounded down
  [[nodiscard]] bool agrees() const { return difference <= allowed && -difference <= allowed; }
};

BillComparison compare_with_bill(model::Money traced, model::Money bill, const Margin& margin);

}  // namespace trace_cost::cost
