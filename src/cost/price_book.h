// All price lists of a run in their order of precedence, and the price of a model by them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cost/model_price.h"
#include "cost/prices/model_names.h"
#include "cost/prices/price_table.h"

namespace trace_cost::cost {

// A price and how it was come by. Refers to the book, which must outlive it.
struct MatchedPrice {
  const ModelPrice* price = nullptr;  // never null
  const PriceTable* table = nullptr;  // never null
  NameStep step = NameStep::AsWritten;
  std::string alias_of;  // what an alias stands for; empty: no alias
  bool for_all = false;  // by the price of "*", not by a name
  Discount discount = {};

  // As ModelPrice::charge(), with the discount.
  [[nodiscard]] std::optional<model::Money> charge(const TokenBuckets& tokens,
                                                   const PriceTerms& terms) const {
    return price->charge(tokens, terms, discount);
  }
};

class PriceBook {
 public:
  enum class BuiltIn : std::uint8_t { With, Without };

  // Empty but for the built-in list, which is read when it is first needed.
  explicit PriceBook(BuiltIn built_in = BuiltIn::With) : built_in_(built_in) {}

  // Comes before all that were added earlier, and before the built-in list.
  void add(PriceTable table);
  // Before the aliases of all lists.
  void add_alias(std::string_view name, std::string model);
  // For what is bought of that provider, whatever list the price is from.
  void set_discount(std::string_view provider, Discount discount);

  // The price of `model` as `provider` sells it; both as a span tells them, or empty. Each list is
  // asked for every form of the name (model_names.h), from the most exact on, before the next list;
  // the prices of "*" come behind the names of all lists but the built-in one. Empty: unpriced.
  // Never a guess. Not fast; may be called from several threads.
  [[nodiscard]] std::optional<MatchedPrice> find(std::string_view provider,
                                                 std::string_view model) const;

  // The name in any list that is closest to `model`, as the list writes it; empty when none is
  // close. Takes a moment: for a few names that are shown.
  [[nodiscard]] std::optional<std::string> suggestion(std::string_view model) const;

  // From the first to be asked to the last.
  [[nodiscard]] std::vector<const PriceTable*> tables() const;
  [[nodiscard]] const std::map<std::string, Discount>& discounts() const { return discounts_; }

 private:
  struct Wanted;
  [[nodiscard]] std::optional<MatchedPrice> find_named(const Wanted& wanted) const;
  [[nodiscard]] std::optional<MatchedPrice> find_in(const PriceTable& table,
                                                    const Wanted& wanted) const;
  [[nodiscard]] std::optional<MatchedPrice> find_for_all(const Wanted& wanted) const;
  [[nodiscard]] std::optional<std::string> alias(std::string_view model) const;
  [[nodiscard]] Discount discount_of(const Wanted& wanted, const ModelPrice& price) const;

  BuiltIn built_in_;
  std::vector<std::shared_ptr<const PriceTable>> tables_;  // the first to be asked last
  std::map<std::string, std::string> aliases_;
  std::map<std::string, Discount> discounts_;  // by provider id
};

}  // namespace trace_cost::cost
