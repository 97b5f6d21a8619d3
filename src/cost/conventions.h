// Which attribute keys mean what, as one table: a canonical field and the keys that carry it, in
// the order in which they are tried on one span.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/attribute_selection.h"

namespace trace_cost::cost {

enum class Field : std::uint8_t {
  Cost,        // of this span, in US dollars unless Currency says otherwise
  InputCost,   // two parts of the cost, where no key has the whole; the keys of both stand
  OutputCost,  // in the same order
  Currency,
  CostSource,   // "provider" when the provider itself told the cost
  NonBillable,  // true: covered by a flat plan
  User,
  Tenant,
  Session,
  Model,
  Provider,
  Operation,   // "chat", "AGENT", "ai.generateText": what kind of work the span is
  ResponseId,  // only ever compared
  ServiceTier,
  InputTokens,
  OutputTokens,
  CacheReadTokens,
  CacheWriteTokens,
  ReasoningTokens,    // a part of the output
  InputAudioTokens,   // a part of the input
  OutputAudioTokens,  // a part of the output
  TotalTokens,
  AggregatedUsage,  // of everything beneath the span
};
inline constexpr std::size_t kFields = 23;

struct Convention {
  Field field;
  std::string_view key;
  std::string_view source;       // who writes it
  std::string_view member = {};  // where the value is a JSON object: the member that is meant
  // Of tokens from or for the cache: who writes this key leaves them out of the input tokens.
  bool is_apart = false;
};

// The whole table, ordered by field, then by precedence.
std::span<const Convention> conventions();

// Keys the user named on the command line; they come before the built-in ones, in this order.
struct ExtraKeys {
  std::vector<std::string> user;
  std::vector<std::string> cost;
  std::vector<std::string> tenant;
};

// The keys of one run, and the rankings of those fields that it reads.
struct FieldKeys {
  struct Member {
    model::AttributeKey key;
    std::string_view name;
  };
  std::vector<std::string> names[kFields];
  model::KeyRanking of[kFields];
  std::vector<Member> members[kFields];
  model::KeyRanking apart;
  model::KeyRanking in_currency;
  [[nodiscard]] const model::KeyRanking& operator[](Field field) const {
    return of[static_cast<std::size_t>(field)];
  }
  // The member that is meant when the value of `key` is a JSON object; empty when it never is.
  [[nodiscard]] std::string_view member(Field field, model::AttributeKey key) const;
  // Do Field::Currency and Field::CostSource speak of the amount of this key? Others are in US
  // dollars, and nobody says who told them.
  [[nodiscard]] bool is_in_currency(model::AttributeKey key) const;
  // Convention::is_apart
  [[nodiscard]] bool is_apart(model::AttributeKey key) const;
};

// Adds the keys of what the ledger reads to `selection`, so that the reader keeps them. The
// rankings of other fields (tenant, session) stay empty.
FieldKeys select_fields(const ExtraKeys& extra, model::AttributeSelection& selection);
// The ranking of any field; adds its keys to `selection`. For what is only read when it is asked
// for.
model::KeyRanking select_field(Field field, const FieldKeys& keys,
                               model::AttributeSelection& selection);

}  // namespace trace_cost::cost
