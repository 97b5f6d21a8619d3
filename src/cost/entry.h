// One line of the ledger: what one span spent, on whom, and how that is known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "cost/attribution.h"
#include "model/attribute.h"
#include "model/money.h"
#include "model/token_count.h"

namespace trace_cost::cost {

class ModelPrice;

// A count that no span has told is empty, which is not zero. `input` holds the cached tokens, too,
// as OpenTelemetry has it since 1.40, whatever the emitter wrote.
struct TokenUsage {
  std::optional<model::TokenCount> input;
  std::optional<model::TokenCount> output;
  std::optional<model::TokenCount> cache_read;
  std::optional<model::TokenCount> cache_write;

  [[nodiscard]] bool is_known() const { return input || output || cache_read || cache_write; }
  TokenUsage& operator+=(const TokenUsage& other);
  friend bool operator==(const TokenUsage&, const TokenUsage&) = default;
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

// How the money of a span is known.
enum class Basis : std::uint8_t {
  Provider,       // the span has the cost, and says that the provider told it
  Explicit,       // the span has the cost
  Derived,        // tokens times price
  Unpriced,       // tokens, and no price is known
  Covered,        // tokens whose money stands on another span, which carries it for both
  OtherCurrency,  // the span has the cost, but not in dollars
};
inline constexpr std::size_t kBases = 6;

struct Entry {
  model::MaybeMoney charge;  // in US dollars; unknown where the basis is none of the first three
  SpanTokens tokens;
  Owner user;
  model::SpanIndex span;
  const ModelPrice* price = nullptr;  // of the price book; where the basis is Derived
  model::AttributeKey source;         // the key that had the cost; where the basis is Explicit
  Basis basis = Basis::Unpriced;
};
static_assert(sizeof(Entry) == 64);

}  // namespace trace_cost::cost
