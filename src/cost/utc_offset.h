// Clocks at a fixed distance from UTC.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace trace_cost::cost {

// How far a clock is ahead of UTC, in (-24 h, 24 h).
struct UtcOffset {
  std::chrono::minutes ahead{0};
  friend auto operator<=>(UtcOffset, UtcOffset) = default;
};

// Reads "UTC", "Z", "+02:00", "-0330", "+2". Names of places are refused: their offset changes with
// the season. `option` is what an error names before the text: "--timezone".
base::Result<UtcOffset> read_utc_offset(std::string_view option, std::string_view text);

// "UTC", "+05:30"
std::string name_of(UtcOffset offset);

}  // namespace trace_cost::cost
