#include "cost/prices/litellm_prices.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/decimal.h"
#include "cost/prices/price_times.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

using base::JsonKind;
using base::JsonValue;

struct RateKey {
  std::string_view key;
  Bucket bucket;
};
// What begins like another stands before it.
constexpr std::array kRateKeys{
    RateKey{"cache_creation_input_token_cost_above_1hr", Bucket::CacheWrite1h},
    RateKey{"cache_creation_input_token_cost", Bucket::CacheWrite},
    RateKey{"cache_read_input_token_cost", Bucket::CacheRead},
    RateKey{"input_cost_per_token_cache_hit", Bucket::CacheRead},
    RateKey{"input_cost_per_audio_token", Bucket::InputAudio},
    RateKey{"input_cost_per_token", Bucket::Input},
    RateKey{"output_cost_per_audio_token", Bucket::OutputAudio},
    RateKey{"output_cost_per_reasoning_token", Bucket::Reasoning},
    RateKey{"output_cost_per_token", Bucket::Output},
};

// Where a rate belongs: "cache_read_input_token_cost_above_200k_tokens_priority".
struct RatePlace {
  Bucket bucket = Bucket::Input;
  std::int64_t above = 0;  // tokens of input; 0: always
  ServiceTier tier = ServiceTier::Standard;
};

struct TierEnding {
  std::string_view ending;
  ServiceTier tier;
};
constexpr std::array kTierEndings{TierEnding{"_batches", ServiceTier::Batch},
                                  TierEnding{"_priority", ServiceTier::Priority},
                                  TierEnding{"_flex", ServiceTier::Flex}};

// "_above_200k_tokens" as 200'000; empty where it is no such text.
std::optional<std::int64_t> border_of(std::string_view text) {
  constexpr std::string_view kBefore = "_above_";
  constexpr std::string_view kBehind = "k_tokens";
  constexpr base::Int128 kMost = 1'000'000;
  if (!text.starts_with(kBefore) || !text.ends_with(kBehind)) return std::nullopt;
  if (text.size() <= kBefore.size() + kBehind.size()) return std::nullopt;
  text = text.substr(kBefore.size(), text.size() - kBefore.size() - kBehind.size());
  const base::DecimalReading read = base::read_decimal(text, 0, kMost);
  if (!read.value || !read.value->exact || read.value->units <= 0) return std::nullopt;
  return static_cast<std::int64_t>(read.value->units) * 1000;
}

std::optional<RatePlace> place_of(std::string_view key) {
  const auto known = std::find_if(kRateKeys.begin(), kRateKeys.end(),
                                  [key](const RateKey& each) { return key.starts_with(each.key); });
  if (known == kRateKeys.end()) return std::nullopt;
  RatePlace place{known->bucket};
  key.remove_prefix(known->key.size());
  for (const TierEnding& each : kTierEndings) {
    if (!key.ends_with(each.ending)) continue;
    place.tier = each.tier;
    key.remove_suffix(each.ending.size());
    break;
  }
  if (key.empty()) return place;
  const auto border = border_of(key);
  if (!border) return std::nullopt;  // "_per_second", "_batch_requests": none of ours
  place.above = *border;
  return place;
}

bool costs_nothing(const PricePeriod& period) {
  return std::all_of(period.cards.begin(), period.cards.end(), [](const RateCard& card) {
    return std::all_of(kAllBuckets.begin(), kAllBuckets.end(), [&](Bucket bucket) {
      return card.rates[bucket].value_or(Rate{}) == Rate{};
    });
  });
}

class Reader {
 public:
  Reader(PriceTable& table, PriceFaults& faults) : table_(table), faults_(faults) {}

  void read(const JsonValue& model) {
    if (!model.is(JsonKind::Object)) {
      faults_.tell_expected(model, "an object with the prices of a model");
      return;
    }
    if (model.name == "sample_spec") return;  // explains the keys
    PriceEntry entry = named_entry(model);
    is_at_border_ = entry.provider == "x_ai";
    PricePeriod period;
    for (const JsonValue& member : model.items) {
      if (member.name == "tiered_pricing") take_ranges(member, period[ServiceTier::Standard]);
      if (const auto place = place_of(member.name)) take_rate(member, *place, period);
    }
    if (faults_.take_absurd()) {
      table_.leave_out(model.line, model.name);
      return;
    }
    if (period[ServiceTier::Standard].rates.are_empty() || costs_nothing(period)) return;
    entry.periods.push_back(std::move(period));
    table_.add(std::move(entry));
  }

 private:
  // "groq/llama-3.3-70b" of the provider groq is its "llama-3.3-70b", too.
  static PriceEntry named_entry(const JsonValue& model) {
    PriceEntry entry;
    entry.name = model.name;
    entry.line = model.line;
    const JsonValue* provider = model.find("litellm_provider");
    if (provider != nullptr) entry.provider = provider_id(provider->text);
    const std::size_t slash = model.name.find('/');
    if (slash != std::string::npos && provider_id(model.name.substr(0, slash)) == entry.provider) {
      entry.names.push_back(model.name.substr(slash + 1));
    }
    if (const JsonValue* source = model.find("source")) entry.source = source->text;
    entry.hour_writes = hour_writes_of(entry.provider, entry.name);
    return entry;
  }

  Rates& rates_at(std::int64_t above, RateCard& card) const {
    if (above == 0) return card.rates;
    const auto later =
        std::lower_bound(card.cliffs.begin(), card.cliffs.end(), above,
                         [](const Cliff& cliff, std::int64_t at) { return cliff.tokens < at; });
    if (later != card.cliffs.end() && later->tokens == above) return later->rates;
    return card.cliffs.insert(later, {above, is_at_border_, {}})->rates;
  }

  void take_rate(const JsonValue& price, const RatePlace& place, PricePeriod& period) {
    if (const auto rate = rate_of(price, PriceUnit::Token, faults_)) {
      rates_at(place.above, period[place.tier]).set(place.bucket, *rate);
    }
  }

  // "tiered_pricing": [{"range": [0, 256000], "input_cost_per_token": …}, …]
  void take_ranges(const JsonValue& ranges, RateCard& card) {
    for (const JsonValue& tier : ranges.items) {
      const JsonValue* range = tier.find("range");
      if (range == nullptr || range->items.empty()) continue;  // by results, for searches
      const JsonValue& first = range->items.front();
      const bool is_base = base::read_decimal(first.text, 0, 0).value.has_value();
      const auto above = is_base ? std::optional<std::int64_t>(0) : token_border(first, faults_);
      for (const JsonValue& member : tier.items) {
        const auto place = place_of(member.name);
        if (!place || !above || place->above != 0) continue;
        if (const auto rate = rate_of(member, PriceUnit::Token, faults_)) {
          rates_at(*above, card).set(place->bucket, *rate);
        }
      }
    }
  }

  PriceTable& table_;
  PriceFaults& faults_;
  bool is_at_border_ = false;
};

}  // namespace

bool is_litellm_prices(const JsonValue& root) {
  return root.is(JsonKind::Object) &&
         std::any_of(root.items.begin(), root.items.end(), [](const JsonValue& model) {
           return model.find("litellm_provider") != nullptr;
         });
}

PriceTable read_litellm_prices(const JsonValue& root, std::string name, PriceFaults& faults) {
  PriceTable table({std::move(name), "LiteLLM", {}});
  Reader reader(table, faults);
  for (const JsonValue& model : root.items) reader.read(model);
  return table;
}

}  // namespace trace_cost::cost
