// Every dollar and token of a capture, one entry a span. All tables, budgets and comparisons with a
// bill are sums over the ledger; nothing else adds money.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "cost/attribution.h"
#include "cost/conventions.h"
#include "model/forest.h"
#include "model/money.h"
#include "model/token_count.h"

namespace trace_cost::cost {

// A count that no span has told is empty, which is not zero.
struct TokenUsage {
  std::optional<model::TokenCount> input;
  std::optional<model::TokenCount> output;
  std::optional<model::TokenCount> cache_read;
  std::optional<model::TokenCount> cache_write;

  [[nodiscard]] bool is_known() const { return input || output || cache_read || cache_write; }
  TokenUsage& operator+=(const TokenUsage& other);
};

struct Entry {
  model::SpanIndex span;
  std::optional<model::Money> charge;  // empty: tokens without a price
  TokenUsage tokens;
  Owner user;
};

// A cost that is there but is no amount of money, or a token count that is no count.
struct UnreadableValue {
  model::SpanIndex span;
  model::AttributeKey key;
  std::string text;
  base::DecimalFault fault;
};

struct Ledger {
  std::vector<Entry> entries;               // spans with a charge or with tokens, in span order
  std::vector<UnreadableValue> unreadable;  // costs, in span order
  std::vector<UnreadableValue> unreadable_tokens;  // in span order
  std::vector<model::SpanIndex> unmeasured;        // model calls with neither charge nor tokens
  std::uint64_t unpriced = 0;                      // entries with tokens and without a charge
  std::vector<std::string> unpriced_models;        // the models these name, sorted
  model::Money total;                              // of all charges
  model::Money attributed;                         // of those with a user
  std::uint64_t charges = 0;

  // The charge of each span, by span index; empty where there is none.
  [[nodiscard]] std::vector<std::optional<model::Money>> charge_by_span(std::size_t spans) const;
};

// `keys` must be the rankings that the capture was read with.
Ledger build_ledger(const model::Forest& forest, const FieldKeys& keys);

}  // namespace trace_cost::cost
