// The first thing wrong with a price list. Reading goes on behind it, and what was read is dropped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_document.h"
#include "cost/token_rate.h"

namespace trace_cost::cost {

class PriceFaults {
 public:
  void tell(std::uint64_t line, std::string message) {
    if (!first_) first_ = base::JsonFault{line, std::move(message)};
  }
  // "NAME is WHAT IT IS, expected EXPECTED".
  void tell_expected(const base::JsonValue& found, std::string_view expected);
  // A price far beyond any that is asked for: a slip of the unit, which is known to happen in lists
  // that others keep.
  void tell_absurd() { is_absurd_ = true; }
  // Whether there was one since this was asked last.
  bool take_absurd() { return std::exchange(is_absurd_, false); }
  [[nodiscard]] const std::optional<base::JsonFault>& first() const { return first_; }

 private:
  std::optional<base::JsonFault> first_;
  bool is_absurd_ = false;
};

// A price as a number or a text. Empty for null, where it is absurd and where it is none, which is
// told.
std::optional<Rate> rate_of(const base::JsonValue& value, PriceUnit unit, PriceFaults& faults);
// A text; empty where it is none, which is told.
std::string text_of(const base::JsonValue& value, PriceFaults& faults);
// A whole number of tokens, above zero; empty where it is none, which is told.
std::optional<std::int64_t> token_border(const base::JsonValue& value, PriceFaults& faults);

}  // namespace trace_cost::cost
