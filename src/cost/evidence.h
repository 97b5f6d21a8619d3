// Where the money of a ledger is from: every dollar has a source that can be named.
#pragma once

#include <string>
#include <vector>

#include "cost/ledger.h"

namespace trace_cost::cost {

// Money that is known in the same way from the same source.
struct EvidenceRow {
  Basis basis = Basis::Explicit;
  Suppression suppression = Suppression::No;
  // The attribute key that had it ("cost.usd"); for Derived the model in the price list and the
  // list
  // ("gpt-4o, built in 2026-08-21"); else empty.
  std::string source;
  model::Money cost;          // 0 where the basis has no charge
  std::uint64_t entries = 0;  // spans
};

// What counts first, by basis, then what is kept out by its reason; by cost, largest first, then by
// source. The cost of all rows is what spans tell: Ledger::total and Ledger::suppressed_total.
std::vector<EvidenceRow> evidence_of(const Ledger& ledger,
                                     const model::AttributeSelection& selection);

}  // namespace trace_cost::cost
