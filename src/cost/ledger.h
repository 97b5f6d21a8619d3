// Every dollar and token of a capture, one entry a span. All tables, budgets and comparisons with a
// bill are sums over the ledger; nothing else adds money.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "cost/attribution.h"
#include "cost/conventions.h"
#include "model/charge.h"
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

// The counts of one span, which fit into 32 bits each; there is one for every model call.
class SpanTokens {
 public:
  SpanTokens() = default;
  explicit SpanTokens(const TokenUsage& usage);
  [[nodiscard]] TokenUsage usage() const;

 private:
  static constexpr std::int32_t kUnknown = -1;
  std::array<std::int32_t, 4> counts_{kUnknown, kUnknown, kUnknown, kUnknown};
};

struct Entry {
  std::optional<model::Money> charge;  // empty: tokens without a price
  SpanTokens tokens;
  Owner user;
  model::SpanIndex span;
};
static_assert(sizeof(Entry) == 64);

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

  // In span order.
  [[nodiscard]] std::vector<model::Charge> charge_list() const;
};

// `keys` must be the rankings that the capture was read with.
Ledger build_ledger(const model::Ancestry& ancestry, const FieldKeys& keys, unsigned threads = 1);

}  // namespace trace_cost::cost
