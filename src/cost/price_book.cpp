#include "cost/price_book.h"

#include <utility>

#include "base/nearest_word.h"
#include "cost/prices/built_in_prices.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

// What is looked for, in all its forms.
struct PriceBook::Wanted {
  std::string provider;  // an id, or what the span says; empty: not told
  const Provider* known = nullptr;
  std::vector<NameForm> forms;
};

namespace {

constexpr char kForAll[] = "*";

struct Hit {
  const ModelPrice* price = nullptr;
  NameStep step = NameStep::AsWritten;
};

// Whose entries are asked for one form of the name, in this order.
std::vector<std::string_view> sellers(std::string_view provider, const Provider* known) {
  std::vector<std::string_view> sellers;
  if (!provider.empty()) sellers.push_back(provider);
  if (known != nullptr) {
    sellers.insert(sellers.end(), known->resells.begin(), known->resells.end());
  }
  return sellers;
}

Hit find_as(const PriceTable& table, std::string_view seller, const NameForm& form) {
  if (const ModelPrice* price = table.find(seller, form.name)) return {price, form.step};
  return {table.find_dotted(seller, form.name), NameStep::Dots};
}

Hit find_as_any(const PriceTable& table, const std::vector<std::string_view>& sellers,
                const NameForm& form) {
  Hit hit;
  for (const std::string_view seller : sellers) {
    if (hit.price == nullptr) hit = find_as(table, seller, form);
  }
  return hit;
}

// As the one who makes it sells it; of nobody when the name does not tell who that is.
Hit find_makers(const PriceTable& table, const NameForm& form) {
  const Provider* maker = form.provider.empty() ? maker_of(form.name) : nullptr;
  return maker == nullptr ? Hit{} : find_as(table, maker->id, form);
}

Hit find_anywhere(const PriceTable& table, const NameForm& form) {
  if (!form.provider.empty()) {
    return find_as_any(table, sellers(form.provider, find_provider(form.provider)), form);
  }
  if (const ModelPrice* price = table.find_anywhere(form.name)) return {price, form.step};
  return {table.find_dotted_anywhere(form.name), NameStep::Dots};
}

}  // namespace

void PriceBook::add(PriceTable table) {
  tables_.push_back(std::make_shared<const PriceTable>(std::move(table)));
}

void PriceBook::add_alias(std::string_view name, std::string model) {
  aliases_[lower_name(name)] = std::move(model);
}

void PriceBook::set_discount(std::string_view provider, Discount discount) {
  discounts_[provider_id(provider)] = discount;
}

std::vector<const PriceTable*> PriceBook::tables() const {
  std::vector<const PriceTable*> tables;
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
    tables.push_back(table->get());
  }
  if (built_in_ == BuiltIn::With) tables.push_back(&built_in_prices());
  return tables;
}

std::optional<std::string> PriceBook::alias(std::string_view model) const {
  const std::string name = lower_name(model);
  if (const auto found = aliases_.find(name); found != aliases_.end()) return found->second;
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
    const auto found = (*table)->aliases().find(name);
    if (found != (*table)->aliases().end()) return found->second;
  }
  return std::nullopt;
}

Discount PriceBook::discount_of(const Wanted& wanted, const ModelPrice& price) const {
  const auto agreed_with = [this](const std::string& provider) {
    const auto found = discounts_.find(provider);
    return found != discounts_.end() ? std::optional(found->second) : std::nullopt;
  };
  const bool is_seller = wanted.known != nullptr && !wanted.known->passes_on;
  if (is_seller) return agreed_with(wanted.provider).value_or(Discount{});
  const auto with_maker = agreed_with(price.entry().provider);
  return with_maker ? *with_maker : agreed_with(wanted.provider).value_or(Discount{});
}

std::optional<MatchedPrice> PriceBook::find_in(const PriceTable& table,
                                               const Wanted& wanted) const {
  const bool may_be_anybodys = wanted.known == nullptr || wanted.known->passes_on;
  const auto asked = sellers(wanted.provider, wanted.known);
  Hit hit;
  const auto try_forms = [&](const auto& find) {
    for (const NameForm& form : wanted.forms) {
      if (hit.price == nullptr) hit = find(form);
    }
  };
  // A dated name that its maker lists without the date may be the name of another seller's entry.
  try_forms([&](const NameForm& form) { return find_as_any(table, asked, form); });
  if (may_be_anybodys) {
    try_forms([&](const NameForm& form) { return find_makers(table, form); });
    try_forms([&](const NameForm& form) { return find_anywhere(table, form); });
  }
  if (hit.price == nullptr) return std::nullopt;
  return MatchedPrice{hit.price, &table, hit.step, {}, false, discount_of(wanted, *hit.price)};
}

std::optional<MatchedPrice> PriceBook::find_for_all(const Wanted& wanted) const {
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
    const ModelPrice* price = (*table)->find(wanted.provider, kForAll);
    if (price == nullptr) continue;
    return MatchedPrice{price, table->get(), NameStep::AsWritten,
                        {},    true,         discount_of(wanted, *price)};
  }
  return std::nullopt;
}

std::optional<MatchedPrice> PriceBook::find_named(const Wanted& wanted) const {
  if (!wanted.forms.front().name.empty()) {
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
      if (auto match = find_in(**table, wanted)) return match;
    }
  }
  if (auto match = find_for_all(wanted)) return match;
  const bool may_ask = built_in_ == BuiltIn::With && !wanted.forms.front().name.empty();
  return may_ask ? find_in(built_in_prices(), wanted) : std::nullopt;
}

std::optional<MatchedPrice> PriceBook::find(std::string_view provider,
                                            std::string_view model) const {
  const std::optional<std::string> meant = alias(model);
  Wanted wanted{provider_id(provider), find_provider(provider),
                forms_of(meant.value_or(std::string(model)))};
  std::optional<MatchedPrice> match = find_named(wanted);
  if (!meant) return match;
  if (!match || match->for_all) {
    // Who named what a deployment stands for need not name whose it is.
    const std::optional<MatchedPrice> of_any = find_named({{}, nullptr, wanted.forms});
    if (of_any && (!match || !of_any->for_all)) match = of_any;
  }
  if (match) match->alias_of = *meant;
  return match;
}

std::optional<std::string> PriceBook::suggestion(std::string_view model) const {
  std::vector<std::string_view> names;
  for (const PriceTable* table : tables()) {
    for (std::size_t i = 0; i < table->size(); ++i) {
      const PriceEntry& entry = table->model(i).entry();
      names.emplace_back(entry.name);
      names.insert(names.end(), entry.names.begin(), entry.names.end());
    }
  }
  for (const NameForm& form : forms_of(model)) {
    if (const auto nearest = base::nearest_word(form.name, names)) return std::string(*nearest);
  }
  return std::nullopt;
}

}  // namespace trace_cost::cost
