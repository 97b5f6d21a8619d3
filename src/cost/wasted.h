// Money for calls that came to nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "cost/ledger.h"

namespace trace_cost::cost {

enum class Waste : std::uint8_t {
  No,
  Failed,   // the span has status ERROR, and the call was not made again with success
  Retried,  // the span has status ERROR, and a later one beneath the same parent, of the same name
            // and of the same model where both name one, has not
};

struct WastedSum {
  model::Money cost;
  std::uint64_t charges = 0;
};

// A part of the ledger's total, which is counted there as well.
struct Wasted {
  std::vector<Waste> of;  // by entry of the ledger
  WastedSum failed;
  WastedSum retried;

  [[nodiscard]] WastedSum all() const {
    return {failed.cost + retried.cost, failed.charges + retried.charges};
  }
};

// Charges alone can be wasted. A span is later when it starts later; without a known start nothing
// is a retry. O(n log n) for n spans of traces with failed charges.
Wasted find_wasted(const model::Ancestry& ancestry, const Ledger& ledger, const FieldKeys& keys);

}  // namespace trace_cost::cost
