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
  Cost,  // US dollars of this span
  User,
  Tenant,
  Session,
  Model,
  Provider,
  Operation,  // "chat", "embeddings", ...: what kind of model call it is
  InputTokens,
  OutputTokens,
  CacheReadTokens,
  CacheWriteTokens,
};
inline constexpr std::size_t kFields = 11;

struct Convention {
  Field field;
  std::string_view key;
  std::string_view source;  // who writes it
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
  std::vector<std::string> names[kFields];
  model::KeyRanking of[kFields];
  [[nodiscard]] const model::KeyRanking& operator[](Field field) const {
    return of[static_cast<std::size_t>(field)];
  }
};

// Adds the keys of what the ledger reads to `selection`, so that the reader keeps them. The
// rankings of other fields (tenant, session, provider) stay empty.
FieldKeys select_fields(const ExtraKeys& extra, model::AttributeSelection& selection);
// The ranking of any field; adds its keys to `selection`. For what is only read when it is asked
// for.
model::KeyRanking select_field(Field field, const FieldKeys& keys,
                               model::AttributeSelection& selection);

}  // namespace trace_cost::cost
