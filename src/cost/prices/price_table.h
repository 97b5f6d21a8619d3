// One price list: its models by provider and name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cost/model_price.h"
#include "cost/prices/name_rule.h"

namespace trace_cost::cost {

struct LeftOut {
  std::uint64_t line = 0;
  std::string name;
};

// An entry that is read only when it is asked for: what it is found by, and its text.
struct DeferredEntry {
  std::string_view provider;
  std::vector<std::string_view> names;
  std::string_view text;
};

class PriceTable {
 public:
  explicit PriceTable(PriceSource source)
      : source_(std::make_unique<PriceSource>(std::move(source))) {}

  // Of two entries of a provider with the same name the later counts. `rule` names further models
  // that the entry is for; of two that fit, the earlier entry counts.
  void add(PriceEntry entry, NameRule rule = {});
  // `read` gets the text, which must outlive the table, and returns an entry with a period.
  using ReadEntry = PriceEntry (*)(std::string_view text);
  void add(const DeferredEntry& entry, ReadEntry read);
  // Notes a model that is in the file and not in the table, for its price is absurd.
  void leave_out(std::uint64_t line, std::string name) {
    left_out_.push_back({line, std::move(name)});
  }
  // A name that stands for another.
  void add_alias(std::string_view name, std::string model);

  [[nodiscard]] const PriceSource& source() const { return *source_; }
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  // In the order in which they were added. Its address stays. As all that follows, it may be called
  // from several threads.
  [[nodiscard]] const ModelPrice& model(std::size_t number) const;
  [[nodiscard]] const std::map<std::string, std::string>& aliases() const { return aliases_; }
  // The names by which a model is found, but for its first: its other names, and those that its
  // rule spells out, without such that a model before it or another one's name has taken.
  [[nodiscard]] std::vector<std::string> further_names(std::size_t number) const;
  [[nodiscard]] const std::vector<LeftOut>& left_out() const { return left_out_; }

  // `provider` is an id, `name` in lower case. An entry without a provider is for all of them.
  // Null where the table has none.
  [[nodiscard]] const ModelPrice* find(std::string_view provider, const std::string& name) const;
  // When nobody told the provider: the entry without one, else the maker's, else the only one.
  [[nodiscard]] const ModelPrice* find_anywhere(const std::string& name) const;
  // The same by names in which dots and dashes between digits are the same.
  [[nodiscard]] const ModelPrice* find_dotted(std::string_view provider,
                                              const std::string& name) const;
  [[nodiscard]] const ModelPrice* find_dotted_anywhere(const std::string& name) const;

 private:
  struct Slot {
    std::string provider;
    std::string_view text;  // of what is deferred
    ReadEntry read = nullptr;
    mutable std::once_flag once;
    mutable std::optional<ModelPrice> price;
  };
  using Numbers = std::vector<std::size_t>;  // of models, ascending

  Slot& add_slot(std::string_view provider);
  void index(std::string_view name);
  [[nodiscard]] Numbers named(const std::string& name) const;
  [[nodiscard]] Numbers named_dotted(const std::string& name) const;
  [[nodiscard]] const ModelPrice* of(std::string_view provider, const Numbers& numbers) const;
  [[nodiscard]] const ModelPrice* anywhere(const Numbers& numbers, const std::string& name) const;
  [[nodiscard]] const ModelPrice* by_rule(std::string_view provider, const std::string& name) const;
  [[nodiscard]] const ModelPrice* by_any_rule(const std::string& name) const;

  std::unique_ptr<const PriceSource> source_;  // stays where it is: models refer to it
  std::deque<Slot> slots_;
  std::map<std::size_t, NameRule> rules_;  // by number of the model
  std::unordered_multimap<std::string, std::size_t> names_;
  // Those with a dot between digits, by without_dots() of them.
  std::unordered_multimap<std::string, std::size_t> dotted_names_;
  std::map<std::string, std::string> aliases_;
  std::vector<LeftOut> left_out_;
};

}  // namespace trace_cost::cost
