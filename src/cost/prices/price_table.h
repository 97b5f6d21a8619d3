// One price list: its models by provider and name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cost/model_price.h"
#include "cost/prices/name_rule.h"

namespace trace_cost::cost {

// What a report says of where its prices are from.
struct PriceSource {
  std::string name;   // the file, as the user named it; "built in"; "--price"
  std::string kind;   // "LiteLLM", "genai-prices v2", "trace-cost", ...
  std::string dated;  // "2026-08-21"; empty: the list does not tell
};

class PriceTable {
 public:
  explicit PriceTable(PriceSource source) : source_(std::move(source)) {}

  // Of two entries of a provider with the same name the later counts. `rule` names further models
  // that the entry is for; of two that fit, the earlier entry counts.
  void add(PriceEntry entry, NameRule rule = {});
  // A name that stands for another.
  void add_alias(std::string_view name, std::string model);

  [[nodiscard]] const PriceSource& source() const { return source_; }
  // In the order in which they were added. Their addresses stay.
  [[nodiscard]] const std::deque<ModelPrice>& models() const { return models_; }
  [[nodiscard]] const std::map<std::string, std::string>& aliases() const { return aliases_; }

  // `provider` is an id, `name` in lower case. An entry without a provider is for all of them.
  // Null where the table has none.
  [[nodiscard]] const ModelPrice* find(std::string_view provider, const std::string& name) const;
  // When nobody told the provider: the entry without one, else the maker's, else the only one.
  [[nodiscard]] const ModelPrice* find_anywhere(const std::string& name) const;
  // The same by names in which dots and dashes between digits are the same, `name` after
  // without_dots(). Only where all that is written so is one entry of the provider.
  [[nodiscard]] const ModelPrice* find_dotted(std::string_view provider,
                                              const std::string& name) const;
  [[nodiscard]] const ModelPrice* find_dotted_anywhere(const std::string& name) const;

 private:
  using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

  [[nodiscard]] const ModelPrice* of(std::string_view provider, const Index& index,
                                     const std::string& name) const;
  [[nodiscard]] const ModelPrice* anywhere(const Index& index, const std::string& name) const;
  [[nodiscard]] const ModelPrice* by_rule(std::string_view provider, const std::string& name) const;

  PriceSource source_;
  std::deque<ModelPrice> models_;
  std::vector<std::pair<std::size_t, NameRule>> rules_;  // by number of the model
  Index names_;
  Index dotted_names_;
  std::map<std::string, std::string> aliases_;
};

}  // namespace trace_cost::cost
