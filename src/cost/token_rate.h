// What one token costs, as an exact count of 10^-18 dollars: the cheapest lists go down to 10^-12.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cost/token_buckets.h"

namespace trace_cost::cost {

struct Rate {
  static constexpr int kScale = 18;
  // 10'000 dollars for a million tokens, which is more than ten times the dearest model: beyond it
  // the unit is wrong.
  static constexpr std::int64_t kLargestAttos = 10'000'000'000'000'000;

  std::int64_t attos = 0;  // 10^-18 dollars, in [0, kLargestAttos]

  // Dollars for a million tokens: "2.5", without trailing zeros.
  [[nodiscard]] std::string per_million() const;
  friend auto operator<=>(Rate, Rate) = default;
};

// For how many tokens a price is.
enum class PriceUnit : std::uint8_t { Token, Thousand, Million };

// Reads decimal text ("1e-07", "2.9999900000000002e-06"); digits beyond 10^-18 dollars a token are
// rounded half to even. Else why it is no price: "negative", "no number", kAbsurd.
inline constexpr std::string_view kAbsurd = "more than 10000 dollars for a million tokens";
std::variant<Rate, std::string_view> read_rate(std::string_view text, PriceUnit unit);

// One rate for each bucket, or none.
class Rates {
 public:
  Rates() { attos_.fill(kNone); }
  [[nodiscard]] std::optional<Rate> operator[](Bucket bucket) const {
    const std::int64_t attos = attos_[static_cast<std::size_t>(bucket)];
    return attos == kNone ? std::nullopt : std::optional(Rate{attos});
  }
  void set(Bucket bucket, Rate rate) { attos_[static_cast<std::size_t>(bucket)] = rate.attos; }
  [[nodiscard]] bool are_empty() const { return *this == Rates{}; }
  // These, and those of `others` where these have none.
  [[nodiscard]] Rates or_else(const Rates& others) const;
  friend bool operator==(const Rates&, const Rates&) = default;

 private:
  static constexpr std::int64_t kNone = -1;
  std::array<std::int64_t, kBuckets> attos_{};
};

}  // namespace trace_cost::cost
