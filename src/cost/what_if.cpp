#include "cost/what_if.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "cost/pricer.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

base::Error faulty(std::string_view text, std::string_view why) {
  return {base::ErrorCode::BadArgument,
          fmt::format("--what-if {}: {}, expected MODEL=OTHER like gpt-4o=gpt-4o-mini", text, why)};
}

// As the provider of the call sells it, or else whoever does: who asks names the model, not the
// seller.
std::optional<MatchedPrice> find_for(const PriceBook& book, std::string_view provider,
                                     std::string_view model) {
  std::optional<MatchedPrice> found = book.find(provider, model);
  return found ? found : book.find("", model);
}

std::string text_of(const SpanReading& reading, Field field) {
  const model::Attribute* found = reading.first_of(field);
  if (found == nullptr) return {};
  model::NumberBuffer buffer;
  return std::string(reading.capture.text(found->text(), buffer));
}

// Which swap a model of a provider takes, and the price that it would have; each looked up once.
class Swapper {
 public:
  struct Swapped {
    std::size_t swap = 0;
    std::optional<MatchedPrice> price;
  };

  Swapper(const PriceBook& book, std::span<const ModelSwap> swaps) : book_(book), swaps_(swaps) {}

  const std::optional<Swapped>& of(const std::string& provider, const std::string& model) {
    const auto [known, is_new] = known_.try_emplace({provider, model});
    if (is_new) known->second = find(provider, model);
    return known->second;
  }

 private:
  [[nodiscard]] std::optional<Swapped> find(const std::string& provider,
                                            const std::string& model) const {
    const std::optional<MatchedPrice> price = book_.find(provider, model);
    for (std::size_t i = 0; i < swaps_.size(); ++i) {
      const std::optional<MatchedPrice> meant = find_for(book_, provider, swaps_[i].model);
      const bool is_same_price = price && meant && price->price == meant->price && !price->for_all;
      if (!is_same_price && lower_name(model) != lower_name(swaps_[i].model)) continue;
      return Swapped{i, find_for(book_, provider, swaps_[i].instead)};
    }
    return std::nullopt;
  }

  const PriceBook& book_;
  std::span<const ModelSwap> swaps_;
  std::map<std::pair<std::string, std::string>, std::optional<Swapped>> known_;
};

// Of a call whose tokens were told by another span than its money, only the sums are known here.
TokenBuckets buckets_of(const SpanReading& reading, const Entry& entry) {
  std::vector<UnreadableValue> unreadable;  // told when the ledger was built
  CallUsage usage = read_usage(reading, unreadable);
  if (usage.counts.is_known()) return buckets_of(usage, cache_convention(usage).place).tokens;
  usage.counts = entry.tokens.usage();
  return buckets_of(usage, CachePlace::Inside).tokens;
}

class Repricing {
 public:
  Repricing(const PriceBook& book, std::span<const ModelSwap> swaps) : swapper_(book, swaps) {
    for (const ModelSwap& swap : swaps) result_.rows.push_back({swap, 0, {}, {}, 0});
  }

  void add(const SpanReading& reading, const Entry& entry) {
    if (entry.charge) add_to_totals(*entry.charge, *entry.charge);
    if (entry.basis == Basis::Covered || entry.basis == Basis::OtherCurrency) return;
    const std::string provider = text_of(reading, Field::Provider);
    reading.take_first(Field::Model, [&](const model::Attribute& model) {
      model::NumberBuffer buffer;
      const std::string name(reading.capture.text(model.text(), buffer));
      const auto& swapped = swapper_.of(provider, name);
      if (swapped) reprice(reading, entry, *swapped);
      return swapped.has_value();
    });
  }

  WhatIf take() { return std::move(result_); }

 private:
  void reprice(const SpanReading& reading, const Entry& entry, const Swapper::Swapped& swapped) {
    WhatIfRow& row = result_.rows[swapped.swap];
    const bool can_be = entry.charge && swapped.price && entry.tokens.usage().is_known();
    const auto then = can_be ? swapped.price->charge(buckets_of(reading, entry), terms_of(reading))
                             : std::nullopt;
    if (!then) {
      ++row.not_compared;
      return;
    }
    ++row.calls;
    row.now += *entry.charge;
    row.then += *then;
    add_to_totals({}, *then - *entry.charge);
  }

  void add_to_totals(model::Money now, model::Money then) {
    result_.now += now;
    result_.then += then;
  }

  Swapper swapper_;
  WhatIf result_;
};

}  // namespace

base::Result<ModelSwap> read_swap(std::string_view text, const PriceBook& book) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) {
    return faulty(text, "no two models around a '='");
  }
  ModelSwap swap{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
  if (book.find("", swap.instead)) return swap;
  const auto nearest = book.suggestion(swap.instead);
  const std::string hint = nearest ? fmt::format("; did you mean {}?", *nearest)
                                   : "; --price tells it, and PROVIDER/MODEL whose it is";
  return base::Error{
      base::ErrorCode::BadArgument,
      fmt::format("--what-if {}: no price is known for '{}'{}", text, swap.instead, hint)};
}

WhatIf what_if(const model::Capture& capture, const FieldKeys& keys, const Ledger& ledger,
               const PriceBook& book, std::span<const ModelSwap> swaps) {
  const FieldIndex fields(keys);
  Repricing repricing(book, swaps);
  for (const Entry& entry : ledger.entries) {
    repricing.add(fields.read(capture, entry.span, capture.store().attributes(entry.span)), entry);
  }
  return repricing.take();
}

}  // namespace trace_cost::cost
