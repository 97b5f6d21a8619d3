// What the tokens of one model cost, by the time of the call, its service tier and its size.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cost/token_buckets.h"
#include "cost/token_rate.h"
#include "model/instant.h"
#include "model/money.h"

namespace trace_cost::cost {

enum class ServiceTier : std::uint8_t { Standard, Batch, Priority, Flex };
inline constexpr std::size_t kServiceTiers = 4;

// "batch", "priority" and "flex" in any case; everything else ("default", "scale", nothing) is
// Standard.
ServiceTier read_service_tier(std::string_view text);
std::string_view name_of(ServiceTier tier);

// When and how a call was made.
struct PriceTerms {
  std::optional<model::Instant> at;  // start of the span; empty: not told
  ServiceTier tier = ServiceTier::Standard;
};

// A part of the price that was agreed to be paid, in millionths: 900'000 is 10 % off.
struct Discount {
  std::int64_t millionths = 1'000'000;
};

// From so many tokens of input on, other rates hold for all tokens of the call: a cliff, not a
// margin. Sources: LiteLLM's _get_token_base_cost, genai-prices' TieredPrices.
struct Cliff {
  std::int64_t tokens = 0;
  bool counts_at_border = false;  // true: already for exactly so many (xAI)
  Rates rates;

  [[nodiscard]] bool holds_for(std::int64_t input) const {
    return counts_at_border ? input >= tokens : input > tokens;
  }
  friend bool operator==(const Cliff&, const Cliff&) = default;
};

struct RateCard {
  Rates rates;
  std::vector<Cliff> cliffs;  // by tokens

  [[nodiscard]] bool is_empty() const { return rates.are_empty() && cliffs.empty(); }
  [[nodiscard]] const Rates& for_input(std::int64_t tokens) const;
  friend bool operator==(const RateCard&, const RateCard&) = default;
};

// Each day in UTC, from the one time of day until just before the other; over midnight when `until`
// is not the later one.
struct DailyHours {
  model::Nanos from{0};
  model::Nanos until{0};
  [[nodiscard]] bool hold_at(model::Instant at) const;
};

// Of several periods that hold, the last one counts.
struct PricePeriod {
  std::optional<model::Instant> from;  // empty: ever since
  std::optional<DailyHours> hours;     // empty: all day
  std::array<RateCard, kServiceTiers> cards;

  [[nodiscard]] bool has_conditions() const { return from || hours; }
  [[nodiscard]] const RateCard& operator[](ServiceTier tier) const {
    return cards[static_cast<std::size_t>(tier)];
  }
  RateCard& operator[](ServiceTier tier) { return cards[static_cast<std::size_t>(tier)]; }
};

// What cache writes for an hour cost where the list does not say.
enum class HourWrites : std::uint8_t { AsOtherWrites, TwiceTheInput };

// One model as a price list has it.
struct PriceEntry {
  std::string provider;            // as in providers.h; empty: whoever sells it
  std::string name;                // as written
  std::vector<std::string> names;  // further names of the same
  std::string source;
  std::string dated;       // "2026-08-21"; empty: not told
  std::uint64_t line = 0;  // in its file; 0: none
  HourWrites hour_writes = HourWrites::AsOtherWrites;
  std::vector<PricePeriod> periods;
};

// What a report says of where its prices are from.
struct PriceSource {
  std::string name;   // the file, as the user named it; "built in"; "--price"
  std::string kind;   // "LiteLLM", "genai-prices", "trace-cost", ...
  std::string dated;  // "2026-08-21"; empty: the list does not tell
};

class ModelPrice {
 public:
  // `entry` has at least one period; `list` must outlive this.
  ModelPrice(PriceEntry entry, const PriceSource& list);

  // Tokens by rates, exactly, times the discount, rounded once, half to even, to 10^-12 dollars.
  // Empty, which is unpriced, when tokens of a kind were used that has no rate, no period holds at
  // that time, the time is not told and matters, or a count is negative or beyond
  // model::TokenCount::kLargest.
  [[nodiscard]] std::optional<model::Money> charge(const TokenBuckets& tokens,
                                                   const PriceTerms& terms,
                                                   Discount discount = {}) const;

  [[nodiscard]] const PriceEntry& entry() const { return entry_; }
  [[nodiscard]] const PriceSource& list() const { return *list_; }
  // The entry's periods with a rate wherever one follows from another: a service tier without one
  // of its own has the standard one, cached input without one is charged as input, reasoning as
  // output, audio as text.
  [[nodiscard]] const std::vector<PricePeriod>& charged() const { return charged_; }
  // What holds at that time; null when nothing does, or the time is not told and matters.
  [[nodiscard]] const PricePeriod* period_at(std::optional<model::Instant> at) const;

 private:
  PriceEntry entry_;
  const PriceSource* list_;
  std::vector<PricePeriod> charged_;
};

}  // namespace trace_cost::cost
