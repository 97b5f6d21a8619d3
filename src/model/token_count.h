// Counts of tokens, kept apart from every other number.
#pragma once

#include <compare>
#include <cstdint>

namespace trace_cost::model {

// At least 0 and at most kLargest, so that 2^32 of them can be added.
struct TokenCount {
  static constexpr std::int64_t kLargest = 1'000'000'000;
  std::int64_t value = 0;

  TokenCount& operator+=(TokenCount other) {
    value += other.value;
    return *this;
  }
  friend auto operator<=>(TokenCount, TokenCount) = default;
};

}  // namespace trace_cost::model
