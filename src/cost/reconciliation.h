// The provider's bill held against the traces: per day, provider and model as far as the bill tells
// them, and in total.
//
// What is compared is usage in dollars of days in which something was captured, with the charges of
// the same providers on the days that the bill speaks of. Everything else is told apart and never
// part of a sum: taxes, credits, other currencies, days and providers that only one side has.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cost/bill.h"
#include "cost/bill/bill_lines.h"
#include "cost/grouping.h"
#include "cost/ledger.h"

namespace trace_cost::cost {

enum class BillVerdict : std::uint8_t {
  Matched,      // within the margin
  Untraced,     // the bill is higher
  OverCounted,  // the traces are higher
  Price,        // tokens agree, money does not
};
std::string_view name_of(BillVerdict verdict);  // "over-counted"

// What both sides say about one thing.
struct BillPair {
  model::Money billed;
  model::Money traced;
  std::optional<model::TokenCount> billed_tokens;  // input and output; empty: not told by all
  std::optional<model::TokenCount> traced_tokens;
  std::uint64_t charges = 0;   // traced
  std::uint64_t unpriced = 0;  // traced spans with tokens and without a charge
  std::uint64_t cached = 0;    // traced tokens that were read from or written to a cache
  model::Money allowed;        // how far the two may differ
  BillVerdict verdict = BillVerdict::Matched;

  [[nodiscard]] model::Money difference() const { return traced - billed; }
};

struct BillRow {
  std::optional<Days> days;  // empty: the bill tells no days
  UtcOffset offset;          // of those days
  std::string provider;      // empty: the bill tells none, or more than one
  std::string model;         // empty: it is not told by both sides
  BillPair pair;
  bool is_partly_captured = false;  // spans of only a part of these days are in the capture
  std::string cause;                // likely, of the difference; empty when matched
};

// Money of one side that has no counterpart to be compared with.
struct NotCompared {
  enum class Side : std::uint8_t { Bill, Traces };
  Side side = Side::Bill;
  std::string what;         // "tax", "openai", "openai gpt-4o"
  std::string reason;       // why it is not compared
  std::string currency;     // "USD"
  model::Money amount;      // of that currency
  std::uint64_t count = 0;  // lines of the bill, or charges
};

struct Reconciliation {
  std::vector<BillRow> rows;              // by day, provider and model
  BillPair total;                         // of the rows
  std::vector<NotCompared> not_compared;  // the bill's first; by what and why
  Margin margin;
  std::string total_cause;
  // By entry of the ledger: whether its charge is in a row.
  std::vector<bool> is_compared;

  // Whether the total and every row are within the margin. Meaningless without rows.
  [[nodiscard]] bool agrees() const;
  [[nodiscard]] bool can_be_judged() const { return !rows.empty(); }
};

// The side of the traces. All must outlive the call.
struct TracedSide {
  const model::Capture& capture;
  const Ledger& ledger;
  const Grouping& providers;  // the ledger's entries by `provider` and by `model`
  const Grouping& models;
};

// `bills` are complete (incomplete_bill()) and add up.
Reconciliation reconcile(std::span<const Bill> bills, const TracedSide& traced,
                         const Margin& margin);

}  // namespace trace_cost::cost
