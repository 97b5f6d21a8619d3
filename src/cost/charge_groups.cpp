#include "cost/charge_groups.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "cost/bill/bill_lines.h"
#include "cost/bill/bill_names.h"

namespace trace_cost::cost {

namespace {

// By the numbers of groups: several may come to the same text, as two names of a provider do.
using Key =
    std::tuple<std::optional<Days>, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;

std::optional<Days> day_metered(const model::Span& span) {
  const model::Instant at = metered_at(span);
  if (at == model::kUnknownInstant) return std::nullopt;
  return day_of(at, UtcOffset{});
}

void add(const Entry& entry, ChargeGroup& group) {
  const TokenUsage usage = entry.tokens.usage();
  group.cost += *entry.charge;
  ++group.charges;
  add_tokens(usage.input, group.input);
  add_tokens(usage.output, group.output);
}

using Texts = std::tuple<std::optional<Days>, std::string, std::string, std::string,
                         std::optional<std::string>>;

void merge(ChargeGroup more, std::map<Texts, ChargeGroup>& groups) {
  Texts texts{more.day, more.provider, more.model, more.service, more.user};
  const auto [place, is_new] = groups.try_emplace(std::move(texts));
  ChargeGroup& group = place->second;
  if (is_new) {
    group = std::move(more);
    return;
  }
  group.cost += more.cost;
  group.charges += more.charges;
  add_tokens(more.input, group.input);
  add_tokens(more.output, group.output);
}

}  // namespace

std::vector<ChargeGroup> charge_groups(const model::Ancestry& ancestry, const Ledger& ledger,
                                       const BillDimensions& by) {
  const Grouping providers = by.provider.group(ancestry, ledger);
  const Grouping models = by.model.group(ancestry, ledger);
  const Grouping services = by.service.group(ancestry, ledger);
  const Grouping users = by.user.group(ancestry, ledger);
  std::map<Key, ChargeGroup> sums;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const Entry& entry = ledger.entries[i];
    if (!entry.charge) continue;
    const auto day = day_metered(ancestry.capture().span(entry.span));
    const Key key{day, providers.group_of[i], models.group_of[i], services.group_of[i],
                  users.group_of[i]};
    const auto [place, is_new] = sums.try_emplace(key);
    ChargeGroup& group = place->second;
    if (is_new) {
      group.day = day;
      group.model = models.names[models.group_of[i]].value_or("");
      group.provider = biller_of(providers.names[providers.group_of[i]].value_or(""), group.model);
      group.service = services.names[services.group_of[i]].value_or("");
      group.user = users.names[users.group_of[i]];
      group.input = group.output = model::TokenCount{};
    }
    add(entry, group);
  }
  std::map<Texts, ChargeGroup> merged;
  for (auto& [key, group] : sums) merge(std::move(group), merged);
  std::vector<ChargeGroup> groups;
  groups.reserve(merged.size());
  for (auto& [texts, group] : merged) groups.push_back(std::move(group));
  return groups;
}

}  // namespace trace_cost::cost
