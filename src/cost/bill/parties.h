// On which bill the charges of a provider and model are looked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "cost/bill/bill_scope.h"
#include "cost/reconciliation.h"

namespace trace_cost::cost {

struct Party {
  ProviderScope* scope = nullptr;  // null: on none of those that were given
  std::string what;                // whose charges they are then
  std::string reason;              // and why they are on none
};

class Parties {
 public:
  // Both must outlive this.
  Parties(const TracedSide& traced, std::map<std::string, ProviderScope>& scopes);

  // Of an entry of the ledger.
  const Party& of(std::size_t entry);

 private:
  Party find(const std::optional<std::string>& provider, const std::optional<std::string>& model);

  const TracedSide& traced_;
  std::map<std::string, ProviderScope>& scopes_;
  bool is_anything_named_ = false;
  std::unordered_map<std::uint64_t, Party> known_;  // by groups of provider and model
};

}  // namespace trace_cost::cost
