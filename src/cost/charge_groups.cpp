#include "cost/charge_groups.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "cost/bill/bill_lines.h"
#include "cost/bill/bill_names.h"

namespace trace_cost::cost {

namespace {

enum class Part : std::size_t { Provider, Model, Service, User };  // as kBilledBy
using Numbers = std::array<std::uint32_t, kBilledBy.size()>;
// By the numbers of groups: several may come to the same text, as two names of a provider do.
using Key = std::pair<std::optional<Days>, Numbers>;

class Groupings {
 public:
  Groupings(const model::Ancestry& ancestry, const Ledger& ledger, std::span<const Dimension> by) {
    for (const Dimension& dimension : by) groupings_.push_back(dimension.group(ancestry, ledger));
  }

  [[nodiscard]] Numbers numbers_of(std::size_t entry) const {
    Numbers numbers{};
    for (std::size_t i = 0; i < groupings_.size(); ++i) {
      numbers[i] = groupings_[i].group_of[entry];
    }
    return numbers;
  }

  // A group of that day and those names, without money.
  [[nodiscard]] ChargeGroup named(const Key& key) const {
    const auto name = [&](Part part) {
      const auto i = static_cast<std::size_t>(part);
      return i < groupings_.size() ? groupings_[i].names[key.second[i]] : std::nullopt;
    };
    ChargeGroup group;
    group.day = key.first;
    group.model = name(Part::Model).value_or("");
    group.provider = biller_of(name(Part::Provider).value_or(""), group.model);
    group.service = name(Part::Service).value_or("");
    group.user = name(Part::User);
    group.input = group.output = model::TokenCount{};
    return group;
  }

 private:
  std::vector<Grouping> groupings_;
};

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
                                       std::span<const Dimension> by) {
  const Groupings groupings(ancestry, ledger, by);
  std::map<Key, ChargeGroup> sums;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const Entry& entry = ledger.entries[i];
    if (!entry.charge) continue;
    const auto day = day_metered(ancestry.capture().span(entry.span));
    const auto [place, is_new] = sums.try_emplace(Key{day, groupings.numbers_of(i)});
    if (is_new) place->second = groupings.named(place->first);
    add(entry, place->second);
  }
  std::map<Texts, ChargeGroup> merged;
  for (auto& [key, group] : sums) merge(std::move(group), merged);
  std::vector<ChargeGroup> groups;
  groups.reserve(merged.size());
  for (auto& [texts, group] : merged) groups.push_back(std::move(group));
  return groups;
}

}  // namespace trace_cost::cost
