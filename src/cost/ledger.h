// Every dollar and token of a capture, one entry a span. All tables, budgets and comparisons with a
// bill are sums over the ledger; nothing else adds money.
//
//   what spans tell  =  entries  +  suppressed        exactly
#pragma once

#include <string>
#include <vector>

#include "cost/call_usage.h"
#include "cost/double_count.h"
#include "cost/entry.h"
#include "cost/price_book.h"
#include "cost/span_reading.h"
#include "model/charge.h"

namespace trace_cost::cost {

// An entry that does not count, because its money or tokens are counted from other spans or nobody
// is billed for them.
struct SuppressedEntry {
  Entry entry;
  Suppression why = Suppression::Rollup;
};

// A Rollup that gave way, and tells another sum than what counts beneath it.
struct RollupGap {
  model::SpanIndex span;
  model::Money told;
  model::Money beneath;
};

// A cost in another currency than dollars, which is never added to them.
struct ForeignCharge {
  model::SpanIndex span;
  std::string currency;  // as the span has it, in upper case
  model::Money amount;   // of that currency
};

// What was taken for granted or looks odd; all in span order.
struct Doubts {
  std::vector<UnreadableValue> costs;
  std::vector<UnreadableValue> tokens;
  std::vector<RollupGap> gaps;
  std::vector<model::SpanIndex> suspects;  // Candidate::is_suspect
  std::vector<model::SpanIndex> nested;    // Candidate::is_nested
  // A part of the tokens is more than the whole.
  std::vector<model::SpanIndex> contradictory;
  // Of providers whose own numbers leave the cache out.
  std::vector<model::SpanIndex> cache_assumed;
};

struct Ledger {
  std::vector<Entry> entries;                // what counts, in span order
  std::vector<SuppressedEntry> suppressed;   // in span order
  std::vector<ForeignCharge> foreign;        // in span order
  std::vector<model::SpanIndex> unmeasured;  // model calls with neither charge nor tokens
  // Failed calls with tokens and without a cost, of services that tell the cost of other calls:
  // these know prices, and gave this call none. They are unpriced.
  std::vector<model::SpanIndex> failed_without_cost;
  Doubts doubts;
  std::uint64_t unpriced = 0;                   // entries whose basis is Unpriced
  std::vector<std::string> unpriced_models;     // the models these name, sorted
  std::vector<const PriceTable*> price_tables;  // of the book: those that were used, in its order
  model::Money total;                           // of all charges
  model::Money attributed;                      // of those with a user
  model::Money suppressed_total;
  std::uint64_t charges = 0;
  std::uint64_t suppressed_charges = 0;

  // In span order.
  [[nodiscard]] std::vector<model::Charge> charge_list() const;
};

// What becomes of costs that repeat each other.
enum class RollupRule : std::uint8_t {
  Auto,  // double_count.h
  Sum,   // every span counts as it is
};

struct LedgerTerms {
  const PriceBook* prices = nullptr;  // must outlive the ledger; null: only explicit costs count
  RollupRule rollup = RollupRule::Auto;
  AttributionTerms attribution = {};
};

// `keys` must be the rankings that the capture was read with.
Ledger build_ledger(const model::Ancestry& ancestry, const FieldKeys& keys,
                    const LedgerTerms& terms = {}, unsigned threads = 1);

}  // namespace trace_cost::cost
