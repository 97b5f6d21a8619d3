#include "cost/prices/genai_prices.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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
// Other units (images, searches, requests) are not counted in tokens of these kinds.
constexpr std::array kRateKeys{
    RateKey{"input_mtok", Bucket::Input},
    RateKey{"cache_read_mtok", Bucket::CacheRead},
    RateKey{"cache_write_mtok", Bucket::CacheWrite},
    RateKey{"cache_write_1h_mtok", Bucket::CacheWrite1h},
    RateKey{"input_audio_mtok", Bucket::InputAudio},
    RateKey{"output_mtok", Bucket::Output},
    RateKey{"output_reasoning_mtok", Bucket::Reasoning},
    RateKey{"output_audio_mtok", Bucket::OutputAudio},
};
constexpr std::array<std::string_view, 3> kNewInVersion2{
    "cache_write_1h_mtok", "output_reasoning_mtok", "web_searches_kcount"};

// Members of a value that is no object: none.
const std::vector<JsonValue>& items_of(const JsonValue* value) {
  static const std::vector<JsonValue> kNone;
  return value != nullptr ? value->items : kNone;
}

bool has_member(const JsonValue& object, std::string_view name) {
  return object.find(name) != nullptr;
}

class Reader {
 public:
  Reader(PriceTable& table, PriceFaults& faults) : table_(table), faults_(faults) {}

  void read(const JsonValue& provider) {
    const JsonValue* id = provider.find("id");
    provider_ = id != nullptr ? provider_id(id->text) : "";
    const auto& pages = items_of(provider.find("pricing_urls"));
    page_ = pages.empty() ? "" : pages.front().text;
    for (const JsonValue& model : items_of(provider.find("models"))) read_model(model);
  }

 private:
  // The cliff at `tokens`, made where there is none yet.
  static Cliff& cliff_at(std::int64_t tokens, RateCard& card) {
    const auto place =
        std::lower_bound(card.cliffs.begin(), card.cliffs.end(), tokens,
                         [](const Cliff& cliff, std::int64_t at) { return cliff.tokens < at; });
    if (place != card.cliffs.end() && place->tokens == tokens) return *place;
    return *card.cliffs.insert(place, {tokens, false, {}});  // where xAI's count, it has 199'999
  }

  void take_rate(const JsonValue& price, Bucket bucket, RateCard& card) {
    if (!price.is(JsonKind::Object)) {
      if (const auto rate = rate_of(price, PriceUnit::Million, faults_)) {
        card.rates.set(bucket, *rate);
      }
      return;
    }
    if (const JsonValue* base = price.find("base")) take_rate_of(*base, bucket, card.rates);
    for (const JsonValue& tier : items_of(price.find("tiers"))) {
      const JsonValue* start = tier.find("start");
      const JsonValue* rate = tier.find("price");
      if (start == nullptr || rate == nullptr) {
        faults_.tell(tier.line, "a tier without \"start\" or \"price\"");
        return;
      }
      if (const auto tokens = token_border(*start, faults_)) {
        take_rate_of(*rate, bucket, cliff_at(*tokens, card).rates);
      }
    }
  }

  void take_rate_of(const JsonValue& price, Bucket bucket, Rates& rates) {
    if (const auto rate = rate_of(price, PriceUnit::Million, faults_)) rates.set(bucket, *rate);
  }

  RateCard card_of(const JsonValue& prices) {
    RateCard card;
    if (!prices.is(JsonKind::Object)) faults_.tell_expected(prices, "prices by \"…_mtok\"");
    for (const RateKey& known : kRateKeys) {
      if (const JsonValue* price = prices.find(known.key)) take_rate(*price, known.bucket, card);
    }
    return card;
  }

  void take_constraint(const JsonValue& constraint, PricePeriod& period) {
    if (const JsonValue* start = constraint.find("start_date")) {
      period.from = price_start(*start, faults_);
      return;
    }
    const JsonValue* from = constraint.find("start_time");
    const JsonValue* until = constraint.find("end_time");
    const auto opens = from != nullptr ? time_of_day(from->text) : std::nullopt;
    const auto closes = until != nullptr ? time_of_day(until->text) : std::nullopt;
    if (opens && closes) {
      period.hours = DailyHours{*opens, *closes};
    } else {
      faults_.tell_expected(constraint,
                            "a \"start_date\", or \"start_time\" and \"end_time\" in UTC");
    }
  }

  PricePeriod period_of(const JsonValue& conditional) {
    PricePeriod period;
    if (const JsonValue* prices = conditional.find("prices")) {
      period[ServiceTier::Standard] = card_of(*prices);
    } else {
      faults_.tell(conditional.line, "a price without \"prices\"");
    }
    const JsonValue* constraint = conditional.find("constraint");
    if (constraint != nullptr && constraint->is(JsonKind::Object)) {
      take_constraint(*constraint, period);
    }
    return period;
  }

  std::vector<PricePeriod> periods_of(const JsonValue& prices) {
    std::vector<PricePeriod> periods;
    if (!prices.is(JsonKind::List)) {
      periods.emplace_back()[ServiceTier::Standard] = card_of(prices);
      return periods;
    }
    for (const JsonValue& each : prices.items) periods.push_back(period_of(each));
    std::erase_if(periods, [](const PricePeriod& period) {
      return period[ServiceTier::Standard].rates.are_empty();
    });
    return periods;
  }

  // Which of our service tiers a variant is for.
  static std::optional<ServiceTier> tier_of(const JsonValue& variant) {
    const JsonValue* when = variant.find("when");
    if (when == nullptr || when->items.size() != 1) return std::nullopt;
    const JsonValue& condition = when->items.front();
    if (condition.name != "processing" && condition.name != "service_tier") return std::nullopt;
    const ServiceTier tier = read_service_tier(condition.text);
    return tier != ServiceTier::Standard ? std::optional(tier) : std::nullopt;
  }

  // A tier's prices from their first day on, or ever since.
  void take_variant(const JsonValue& variant, std::vector<PricePeriod>& periods) {
    const std::optional<ServiceTier> tier = tier_of(variant);
    const JsonValue* prices = variant.find("prices");
    if (!tier || prices == nullptr || !prices->is(JsonKind::Object)) return;
    PricePeriod since;
    const JsonValue* constraint = variant.find("constraint");
    if (constraint != nullptr && constraint->is(JsonKind::Object)) {
      take_constraint(*constraint, since);
    }
    if (since.hours) return;
    const RateCard card = card_of(*prices);
    begin_at(since.from, periods);
    for (PricePeriod& period : periods) {
      if (!since.from || (period.from && *period.from >= *since.from)) period[*tier] = card;
    }
  }

  // Cuts what holds at `from` in two there, so that its second part can be told apart.
  static void begin_at(std::optional<model::Instant> from, std::vector<PricePeriod>& periods) {
    if (!from) return;
    const auto later = std::find_if(periods.begin(), periods.end(), [&](const PricePeriod& period) {
      return period.from && *period.from >= *from;
    });
    if (later == periods.begin() || (later != periods.end() && *later->from == *from)) return;
    PricePeriod second = *(later - 1);
    if (second.hours) return;
    second.from = from;
    periods.insert(later, std::move(second));
  }

  void read_model(const JsonValue& model) {
    const JsonValue* id = model.find("id");
    const JsonValue* prices = model.find("prices");
    if (id == nullptr || prices == nullptr) {
      faults_.tell(model.line, "a model without \"id\" or \"prices\"");
      return;
    }
    PriceEntry entry;
    entry.provider = provider_;
    entry.name = text_of(*id, faults_);
    entry.source = page_;
    entry.line = model.line;
    entry.hour_writes = hour_writes_of(provider_, entry.name);
    entry.periods = periods_of(*prices);
    for (const JsonValue& variant : items_of(model.find("price_variants"))) {
      take_variant(variant, entry.periods);
    }
    if (faults_.take_absurd()) {
      table_.leave_out(model.line, entry.name);
      return;
    }
    const JsonValue* match = model.find("match");
    auto rule = match != nullptr ? NameRule::read(*match) : std::nullopt;
    const bool has_prices =
        !entry.periods.empty() && !entry.periods.front()[ServiceTier::Standard].rates.are_empty();
    if (has_prices) table_.add(std::move(entry), rule ? std::move(*rule) : NameRule{});
  }

  PriceTable& table_;
  PriceFaults& faults_;
  std::string provider_;
  std::string page_;
};

bool uses_version_2(const JsonValue& root) {
  for (const JsonValue& provider : root.items) {
    for (const JsonValue& model : items_of(provider.find("models"))) {
      const JsonValue* prices = model.find("prices");
      for (const std::string_view key : kNewInVersion2) {
        if (prices != nullptr && has_member(*prices, key)) return true;
      }
    }
  }
  return false;
}

}  // namespace

bool is_genai_prices(const JsonValue& root) {
  return root.is(JsonKind::List) && !root.items.empty() && has_member(root.items.front(), "id") &&
         has_member(root.items.front(), "models");
}

PriceTable read_genai_prices(const JsonValue& root, std::string name, PriceFaults& faults) {
  const bool is_current = uses_version_2(root);
  PriceTable table({std::move(name),
                    is_current ? "genai-prices" : "genai-prices v1, which is no longer kept up",
                    {}});
  Reader reader(table, faults);
  for (const JsonValue& provider : root.items) reader.read(provider);
  return table;
}

}  // namespace trace_cost::cost
