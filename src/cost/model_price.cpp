#include "cost/model_price.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"
#include "model/token_count.h"

namespace trace_cost::cost {

namespace {

constexpr model::Nanos kDay = std::chrono::hours(24);

struct Fallback {
  Bucket bucket;
  Bucket parent;
};
// A parent comes before what falls back to it. No discount is made up for cached tokens.
constexpr std::array kFallbacks{
    Fallback{Bucket::CacheRead, Bucket::Input},
    Fallback{Bucket::CacheWrite, Bucket::Input},
    Fallback{Bucket::InputAudio, Bucket::Input},
    Fallback{Bucket::Reasoning, Bucket::Output},
    Fallback{Bucket::OutputAudio, Bucket::Output},
    Fallback{Bucket::CacheWrite1h, Bucket::CacheWrite},
};

Rates completed(Rates rates, HourWrites hour_writes) {
  const auto input = rates[Bucket::Input];
  if (hour_writes == HourWrites::TwiceTheInput && input && !rates[Bucket::CacheWrite1h]) {
    rates.set(Bucket::CacheWrite1h, {std::min(2 * input->attos, Rate::kLargestAttos)});
  }
  for (const Fallback& fallback : kFallbacks) {
    const auto parent = rates[fallback.parent];
    if (parent && !rates[fallback.bucket]) rates.set(fallback.bucket, *parent);
  }
  return rates;
}

// A tier without a card of its own has the standard one, cliffs and all.
RateCard completed(const RateCard& own, const RateCard& standard, HourWrites hour_writes) {
  Rates before = own.rates.or_else(standard.rates);
  RateCard card{completed(before, hour_writes), {}};
  for (const Cliff& cliff : own.is_empty() ? standard.cliffs : own.cliffs) {
    before = cliff.rates.or_else(before);
    card.cliffs.push_back({cliff.tokens, cliff.counts_at_border, completed(before, hour_writes)});
  }
  return card;
}

// value / divisor, half to even. Neither is negative.
base::Int128 divided(base::Int128 value, base::Int128 divisor) {
  const base::Int128 whole = value / divisor;
  const base::Int128 rest = value % divisor;
  const bool up = rest * 2 > divisor || (rest * 2 == divisor && (whole & 1) != 0);
  return whole + (up ? 1 : 0);
}

constexpr base::Int128 kAttosInPico = 1'000'000;
constexpr base::Int128 kMillion = 1'000'000;

}  // namespace

ServiceTier read_service_tier(std::string_view text) {
  for (const ServiceTier tier : {ServiceTier::Batch, ServiceTier::Priority, ServiceTier::Flex}) {
    const std::string_view name = name_of(tier);
    const bool is_it = std::equal(text.begin(), text.end(), name.begin(), name.end(),
                                  [](char a, char b) { return (a | 0x20) == b; });
    if (is_it) return tier;
  }
  return ServiceTier::Standard;
}

std::string_view name_of(ServiceTier tier) {
  static constexpr std::array<std::string_view, kServiceTiers> kNames{"standard", "batch",
                                                                      "priority", "flex"};
  return kNames[static_cast<std::size_t>(tier)];
}

const Rates& RateCard::for_input(std::int64_t tokens) const {
  const Rates* found = &rates;
  for (const Cliff& cliff : cliffs) {
    if (cliff.holds_for(tokens)) found = &cliff.rates;
  }
  return *found;
}

bool DailyHours::hold_at(model::Instant at) const {
  const model::Nanos time = at.time_since_epoch() % kDay;
  return from < until ? from <= time && time < until : from <= time || time < until;
}

ModelPrice::ModelPrice(PriceEntry entry, const PriceSource& list)
    : entry_(std::move(entry)), list_(&list) {
  charged_.reserve(entry_.periods.size());
  for (const PricePeriod& period : entry_.periods) {
    PricePeriod charged{period.from, period.hours, {}};
    const RateCard& standard = period[ServiceTier::Standard];
    for (std::size_t i = 0; i < kServiceTiers; ++i) {
      charged.cards[i] = completed(period.cards[i], standard, entry_.hour_writes);
    }
    charged_.push_back(std::move(charged));
  }
}

const PricePeriod* ModelPrice::period_at(std::optional<model::Instant> at) const {
  if (!at) {
    const bool matters =
        std::any_of(charged_.begin(), charged_.end(),
                    [](const PricePeriod& period) { return period.has_conditions(); });
    return matters ? nullptr : &charged_.back();
  }
  const auto last =
      std::find_if(charged_.rbegin(), charged_.rend(), [&](const PricePeriod& period) {
        return (!period.from || *period.from <= *at) &&
               (!period.hours || period.hours->hold_at(*at));
      });
  return last == charged_.rend() ? nullptr : &*last;
}

std::optional<model::Money> ModelPrice::charge(const TokenBuckets& tokens, const PriceTerms& terms,
                                               Discount discount) const {
  const PricePeriod* period = period_at(terms.at);
  if (period == nullptr) return std::nullopt;
  const bool are_counts = std::all_of(
      tokens.tokens.begin(), tokens.tokens.end(),
      [](std::int64_t count) { return count >= 0 && count <= model::TokenCount::kLargest; });
  if (!are_counts) return std::nullopt;
  const Rates& rates = (*period)[terms.tier].for_input(tokens.total_input());
  base::Int128 attos = 0;  // at most 8 * 10^9 * 10^18, times 10^9 of a discount still below 2^127
  for (const Bucket bucket : kAllBuckets) {
    if (tokens[bucket] == 0) continue;
    const std::optional<Rate> rate = rates[bucket];
    if (!rate) return std::nullopt;
    attos += base::Int128{tokens[bucket]} * rate->attos;
  }
  return model::Money::from_picos(divided(attos * discount.millionths, kAttosInPico * kMillion));
}

}  // namespace trace_cost::cost
