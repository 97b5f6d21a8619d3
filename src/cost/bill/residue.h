// What a difference between bill and traces is called, and where it likely comes from.
#pragma once

#include <cstdint>
#include <string>

#include "cost/reconciliation.h"

namespace trace_cost::cost {

// Fills in what is allowed, and the verdict.
void judge(BillPair& pair, const Margin& margin);

struct ResidueFacts {
  bool is_partly_captured = false;
  // A model of the same days and provider that only the traces name; empty: there is none.
  std::string only_traced = {};
  // Of the capture as a whole:
  std::uint64_t unmeasured = 0;  // model calls without cost and tokens
  model::Money suppressed = {};  // kept out because another span carries it, too
};

// In words, without a full stop; empty when the two match.
std::string likely_cause(const BillPair& pair, const ResidueFacts& facts);

}  // namespace trace_cost::cost
