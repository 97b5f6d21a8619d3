// Days as a bill counts them: where they begin, and from which to which a line of it reaches.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "cost/utc_offset.h"
#include "model/instant.h"
#include "model/span.h"

namespace trace_cost::cost {

// Whole days of some clock, the last one exclusive; never empty.
struct Days {
  model::Instant start;
  model::Instant end;

  [[nodiscard]] bool hold(model::Instant instant) const {
    return start <= instant && instant < end;
  }
  [[nodiscard]] bool overlap(Days other) const { return start < other.end && other.start < end; }
  friend auto operator<=>(const Days&, const Days&) = default;
};
// The day that `instant` lies in.
Days day_of(model::Instant instant, UtcOffset offset);
// The days that [start, end) touches; empty when there is nothing between the two.
std::optional<Days> days_between(model::Instant start, model::Instant end, UtcOffset offset);
// When a provider meters a call: at its end; at its start where the span tells no end. May be
// kUnknownInstant.
model::Instant metered_at(const model::Span& span);
// From the first of one to the last of the other.
Days joined(Days a, Days b);

// "2026-11-22", or "2026-11-22/2026-11-24" with the last day that belongs to it.
std::string to_text(Days days, UtcOffset offset);

// Reads what bills write: "2026-11-22", "2026/11/22", "2026-11" (a month), and instants:
// "2026-11-22 05:00:00" or with "T", fractions and a zone, and seconds since 1970 in ten digits.
// Those without a zone are of `offset`. Empty when it is none of that; days that can be read in two
// ways ("11/12/2026") are not read.
std::optional<Days> read_days(std::string_view text, UtcOffset offset);
std::optional<model::Instant> read_instant(std::string_view text, UtcOffset offset);

}  // namespace trace_cost::cost
