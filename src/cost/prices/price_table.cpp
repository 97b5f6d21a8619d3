#include "cost/prices/price_table.h"

#include <algorithm>
#include <utility>

#include "cost/prices/model_names.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

void put(std::vector<std::size_t>& numbers, std::size_t number) {
  if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
}

}  // namespace

void PriceTable::add(PriceEntry entry, NameRule rule) {
  const std::size_t number = models_.size();
  const auto index = [&](std::string_view name) {
    const std::string lower = lower_name(name);
    put(names_[lower], number);
    put(dotted_names_[without_dots(lower)], number);
  };
  index(entry.name);
  for (const std::string& name : entry.names) index(name);
  if (!rule.is_empty()) rules_.emplace_back(number, std::move(rule));
  models_.emplace_back(std::move(entry));
}

void PriceTable::add_alias(std::string_view name, std::string model) {
  aliases_[lower_name(name)] = std::move(model);
}

const ModelPrice* PriceTable::of(std::string_view provider, const Index& index,
                                 const std::string& name) const {
  const auto found = index.find(name);
  if (found == index.end()) return nullptr;
  const ModelPrice* of_all = nullptr;
  for (auto number = found->second.rbegin(); number != found->second.rend(); ++number) {
    const ModelPrice& price = models_[*number];
    if (price.entry().provider == provider) return &price;
    if (price.entry().provider.empty() && of_all == nullptr) of_all = &price;
  }
  return of_all;
}

const ModelPrice* PriceTable::anywhere(const Index& index, const std::string& name) const {
  const auto found = index.find(name);
  if (found == index.end()) return nullptr;
  if (const Provider* maker = maker_of(name)) {
    if (const ModelPrice* price = of(maker->id, index, name)) return price;
  }
  const std::string& provider = models_[found->second.back()].entry().provider;
  const bool is_only_one =
      std::all_of(found->second.begin(), found->second.end(),
                  [&](std::size_t number) { return models_[number].entry().provider == provider; });
  return is_only_one ? of(provider, index, name) : of({}, index, name);
}

const ModelPrice* PriceTable::by_rule(std::string_view provider, const std::string& name) const {
  for (const auto& [number, rule] : rules_) {
    if (models_[number].entry().provider == provider && rule.fits(name)) return &models_[number];
  }
  return nullptr;
}

const ModelPrice* PriceTable::find(std::string_view provider, const std::string& name) const {
  const ModelPrice* const price = of(provider, names_, name);
  return price != nullptr ? price : by_rule(provider, name);
}

const ModelPrice* PriceTable::find_anywhere(const std::string& name) const {
  if (const ModelPrice* price = anywhere(names_, name)) return price;
  const Provider* const maker = maker_of(name);
  return maker != nullptr ? by_rule(maker->id, name) : nullptr;
}

const ModelPrice* PriceTable::find_dotted(std::string_view provider,
                                          const std::string& name) const {
  return of(provider, dotted_names_, name);
}

const ModelPrice* PriceTable::find_dotted_anywhere(const std::string& name) const {
  return anywhere(dotted_names_, name);
}

}  // namespace trace_cost::cost
