// Limits on spending, and who has gone beyond them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/dimension.h"

namespace trace_cost::cost {

// At most `limit` for each value of `scope`, or in all when there is no scope. Spending exactly the
// limit is within it.
struct Budget {
  std::string name;                // "user", "total": as given
  std::optional<Dimension> scope;  // empty: the total
  model::Money limit;
};

// Reads "user=0.50", "trace=0.01", "total=5": any dimension, and "total". Construct before the
// capture is read. An error quotes the text and says what was expected.
base::Result<Budget> read_budget(std::string_view text, const FieldKeys& keys,
                                 model::AttributeSelection& selection);

struct Spending {
  std::optional<std::string> who;  // empty: the total
  model::Money spent;
  // The span whose charge went beyond the limit, by start time; the default index while within it.
  model::SpanIndex crossed_at;

  [[nodiscard]] bool is_beyond(const Budget& budget) const { return spent > budget.limit; }
};

// What each one in the scope has spent, largest first, then by name. Money that belongs to nobody
// in the scope is not judged by it: it is no user's (and shown as unattributed).
std::vector<Spending> spendings(const Budget& budget, const model::Ancestry& ancestry,
                                const Ledger& ledger);

}  // namespace trace_cost::cost
