// What a capture would have cost had other models answered.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/ledger.h"

namespace trace_cost::cost {

// `instead` in the place of `model`, under all the names by which the price book knows it.
struct ModelSwap {
  std::string model;
  std::string instead;
};

// Reads "gpt-4o=gpt-4o-mini". An error quotes the text and says what was expected; also when the
// book has no price for the second, for nothing could be said then.
base::Result<ModelSwap> read_swap(std::string_view text, const PriceBook& book);

struct WhatIfRow {
  ModelSwap swap;
  std::uint64_t calls = 0;  // entries of that model that have a cost now and would have one then
  model::Money now;         // of these calls, whatever its basis
  model::Money then;        // their tokens times the other price, at the same time and service tier
  // Entries of that model that stay as they are: one of the two costs is not known.
  std::uint64_t not_compared = 0;
};

struct WhatIf {
  std::vector<WhatIfRow> rows;  // one for each swap, in the order given
  model::Money now;             // all of the ledger
  model::Money then;            // the same with the calls of the rows at their other cost
};

// `keys` must be the rankings that the capture was read with, and `ledger` its ledger. A call whose
// model fits several swaps takes the first. The tokens are taken to be the same: another model may
// need more of them.
WhatIf what_if(const model::Capture& capture, const FieldKeys& keys, const Ledger& ledger,
               const PriceBook& book, std::span<const ModelSwap> swaps);

}  // namespace trace_cost::cost
