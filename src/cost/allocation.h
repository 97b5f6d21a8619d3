// Money without a user, shared out among those who are known. Never done unasked: to show it is the
// point.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cost/cost_table.h"

namespace trace_cost::cost {

enum class AllocationMethod : std::uint8_t {
  Keep,          // in the row of nobody
  Proportional,  // by what each user spent
  Even,          // alike to each user who spent something
  ToUser,        // to one user
};

struct Allocation {
  AllocationMethod method = AllocationMethod::Keep;
  std::string user;  // of ToUser
};

// Reads "keep", "proportional", "even" or "to:USER".
base::Result<Allocation> read_allocation(std::string_view text);
std::string name_of(const Allocation& allocation);  // "to:ops"

// Moves the cost of rows without a user to those that have the same other keys and a user; what
// finds none of them stays. Tokens, traces and charges stay where they were counted. Needs "user"
// among CostTable::by; the rows add up to the same, exactly, and are in their order again.
void allocate(const Allocation& allocation, CostTable& table);

}  // namespace trace_cost::cost
