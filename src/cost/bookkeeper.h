// Writes the ledger of some traces, one after the other.
#pragma once

#include <unordered_set>
#include <vector>

#include "cost/ledger.h"
#include "cost/pricer.h"

namespace trace_cost::cost {

// The services that tell the cost of their calls themselves.
using TellingServices = std::unordered_set<model::StringId>;

class Bookkeeper {
 public:
  // All must outlive this. `telling` may be null: it is not known yet, and every service may be
  // one.
  Bookkeeper(const model::Ancestry& ancestry, const FieldIndex& fields, const FieldKeys& keys,
             const LedgerTerms& terms, const TellingServices* telling);

  void enter(const model::Trace& trace);

  // Of the traces entered so far, without Ledger::unpriced_models and price_tables.
  Ledger take_part();
  // The models of unpriced entries; one without a text where a span names none.
  [[nodiscard]] const std::unordered_set<model::Text>& unpriced_models() const {
    return unpriced_models_;
  }
  // In no order.
  [[nodiscard]] const std::vector<const PriceTable*>& used_tables() const {
    return pricer_.used_tables();
  }

 private:
  void read_candidates(const model::Trace& trace);
  void read_candidate(const SpanReading& reading);
  bool read_cost(const SpanReading& reading, Candidate& candidate);
  void read_tokens(const SpanReading& reading, Candidate& candidate);
  [[nodiscard]] bool is_left_without_cost(const model::Span& span) const;
  std::optional<Pricer::Priced> price(const SpanReading& reading, const CallUsage& usage,
                                      const TokenBuckets& tokens);
  void derive_cost(const SpanReading& reading, const CallUsage& usage, const TokenBuckets& tokens,
                   Entry& entry);
  void settle(const model::Trace& trace);
  void settle(const Candidate& candidate);
  void count(const Entry& entry);
  void count_foreign(const Entry& entry);

  const model::Capture& capture_;
  const FieldIndex& fields_;
  const LedgerTerms& terms_;
  const TellingServices* telling_;
  Attribution attribution_;
  Roles roles_;
  Pricer pricer_;
  DoubleCountGuard guard_;
  std::vector<Candidate> candidates_;
  Ledger part_;
  std::unordered_set<model::Text> unpriced_models_;
  const FieldKeys& keys_;
};

}  // namespace trace_cost::cost
