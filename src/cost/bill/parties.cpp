#include "cost/bill/parties.h"

#include "cost/bill/bill_names.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

// Who may send the bill in place of a provider that only passes on; empty: nobody.
std::string maker_behind(std::string_view provider_name, std::string_view model) {
  const Provider* const provider = find_provider(provider_name);
  const Provider* const maker = maker_of(model);
  const bool may_be = provider != nullptr && provider->passes_on && maker != nullptr;
  return may_be ? std::string(maker->id) : std::string();
}

bool does_any_charge_name(const TracedSide& traced) {
  for (std::size_t i = 0; i < traced.ledger.entries.size(); ++i) {
    const bool is_named = traced.providers.names[traced.providers.group_of[i]] ||
                          traced.models.names[traced.models.group_of[i]];
    if (is_named && traced.ledger.entries[i].charge) return true;
  }
  return false;
}

}  // namespace

Parties::Parties(const TracedSide& traced, std::map<std::string, ProviderScope>& scopes)
    : traced_(traced), scopes_(scopes), is_anything_named_(does_any_charge_name(traced)) {}

const Party& Parties::of(std::size_t entry) {
  const std::uint32_t provider = traced_.providers.group_of[entry];
  const std::uint32_t model = traced_.models.group_of[entry];
  const auto [place, is_new] = known_.try_emplace(std::uint64_t{provider} << 32U | model);
  if (is_new) {
    place->second = find(traced_.providers.names[provider], traced_.models.names[model]);
  }
  return place->second;
}

Party Parties::find(const std::optional<std::string>& provider,
                    const std::optional<std::string>& model) {
  ProviderScope* const only = scopes_.size() == 1 ? &scopes_.begin()->second : nullptr;
  if (only != nullptr && only->provider.empty()) return {only, "", ""};
  const std::string biller = biller_of(provider.value_or(""), model.value_or(""));
  auto found = scopes_.find(biller);
  if (found == scopes_.end()) found = scopes_.find(maker_behind(biller, model.value_or("")));
  if (found != scopes_.end()) return {&found->second, "", ""};
  const bool may_be_any = biller.empty() && (model || !is_anything_named_);
  if (only != nullptr && may_be_any) return {only, "", ""};
  if (!biller.empty()) return {nullptr, biller, "no bill of this provider was given"};
  return {nullptr, model.value_or("other spans"), "spans name no provider that bills it"};
}

}  // namespace trace_cost::cost
