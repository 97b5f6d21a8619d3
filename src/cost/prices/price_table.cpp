#include "cost/prices/price_table.h"

#include <algorithm>
#include <utility>

#include "cost/prices/model_names.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

PriceTable::Slot& PriceTable::add_slot(std::string_view provider) {
  Slot& slot = slots_.emplace_back();
  slot.provider = provider;
  return slot;
}

// Of the slot that was added last.
void PriceTable::index(std::string_view name) {
  const std::size_t number = slots_.size() - 1;
  std::string lower = lower_name(name);
  std::string folded = without_dots(lower);
  if (folded != lower) dotted_names_.emplace(std::move(folded), number);
  names_.emplace(std::move(lower), number);
}

void PriceTable::add(PriceEntry entry, NameRule rule) {
  Slot& slot = add_slot(entry.provider);
  index(entry.name);
  for (const std::string& name : entry.names) index(name);
  if (!rule.is_empty()) rules_.emplace(slots_.size() - 1, std::move(rule));
  std::call_once(slot.once, [&] { slot.price.emplace(std::move(entry), *source_); });
}

void PriceTable::add(const DeferredEntry& entry, ReadEntry read) {
  Slot& slot = add_slot(entry.provider);
  slot.text = entry.text;
  slot.read = read;
  for (const std::string_view name : entry.names) index(name);
}

void PriceTable::add_alias(std::string_view name, std::string model) {
  aliases_[lower_name(name)] = std::move(model);
}

const ModelPrice& PriceTable::model(std::size_t number) const {
  const Slot& slot = slots_[number];
  std::call_once(slot.once, [&] { slot.price.emplace(slot.read(slot.text), *source_); });
  return *slot.price;
}

PriceTable::Numbers PriceTable::named(const std::string& name) const {
  Numbers numbers;
  const auto range = names_.equal_range(name);
  for (auto it = range.first; it != range.second; ++it) numbers.push_back(it->second);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

PriceTable::Numbers PriceTable::named_dotted(const std::string& name) const {
  const std::string folded = without_dots(name);
  Numbers numbers = named(folded);
  const auto range = dotted_names_.equal_range(folded);
  for (auto it = range.first; it != range.second; ++it) numbers.push_back(it->second);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

const ModelPrice* PriceTable::of(std::string_view provider, const Numbers& numbers) const {
  std::optional<std::size_t> found;
  for (const std::size_t number : numbers) {
    const std::string& seller = slots_[number].provider;
    const bool is_theirs = seller == provider;
    const bool is_better = is_theirs || !found || slots_[*found].provider.empty();
    if ((is_theirs || seller.empty()) && is_better) found = number;
  }
  return found ? &model(*found) : nullptr;
}

const ModelPrice* PriceTable::anywhere(const Numbers& numbers, const std::string& name) const {
  if (numbers.empty()) return nullptr;
  if (const Provider* maker = maker_of(name)) {
    if (const ModelPrice* price = of(maker->id, numbers)) return price;
  }
  const std::string& provider = slots_[numbers.back()].provider;
  const bool is_only_one = std::all_of(numbers.begin(), numbers.end(), [&](std::size_t number) {
    return slots_[number].provider == provider;
  });
  return is_only_one ? of(provider, numbers) : of({}, numbers);
}

const ModelPrice* PriceTable::by_rule(std::string_view provider, const std::string& name) const {
  for (const auto& [number, rule] : rules_) {
    if (slots_[number].provider == provider && rule.fits(name)) return &model(number);
  }
  return nullptr;
}

std::vector<std::string> PriceTable::further_names(std::size_t number) const {
  const PriceEntry& entry = model(number).entry();
  std::vector<std::string> names = entry.names;
  const auto rule = rules_.find(number);
  if (rule == rules_.end()) return names;
  for (const std::string& name : rule->second.plain_names()) {
    const bool is_new = name != lower_name(entry.name) &&
                        std::find(names.begin(), names.end(), name) == names.end();
    if (is_new && find(entry.provider, name) == &model(number)) names.push_back(name);
  }
  return names;
}

const ModelPrice* PriceTable::find(std::string_view provider, const std::string& name) const {
  const ModelPrice* const price = of(provider, named(name));
  return price != nullptr ? price : by_rule(provider, name);
}

// Of the first provider whose rules fit, where no other one's do.
const ModelPrice* PriceTable::by_any_rule(const std::string& name) const {
  if (const Provider* maker = maker_of(name)) {
    if (const ModelPrice* price = by_rule(maker->id, name)) return price;
  }
  std::optional<std::size_t> found;
  for (const auto& [number, rule] : rules_) {
    if (!rule.fits(name)) continue;
    if (found && slots_[*found].provider != slots_[number].provider) return nullptr;
    if (!found) found = number;
  }
  return found ? &model(*found) : nullptr;
}

const ModelPrice* PriceTable::find_anywhere(const std::string& name) const {
  const ModelPrice* const price = anywhere(named(name), name);
  return price != nullptr ? price : by_any_rule(name);
}

const ModelPrice* PriceTable::find_dotted(std::string_view provider,
                                          const std::string& name) const {
  return of(provider, named_dotted(name));
}

const ModelPrice* PriceTable::find_dotted_anywhere(const std::string& name) const {
  return anywhere(named_dotted(name), name);
}

}  // namespace trace_cost::cost
