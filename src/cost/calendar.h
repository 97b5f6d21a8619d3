// Hours, days, weeks and months, counted at a fixed distance from UTC.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cost/utc_offset.h"
#include "model/instant.h"

namespace trace_cost::cost {

// Weeks begin on Monday.
enum class CalendarUnit : std::uint8_t { Hour, Day, Week, Month };

// [from, to). A `to` after model::kLatest is cut off there.
struct Period {
  model::Instant from;
  model::Instant to;
};

// The one that `instant` lies in. Precondition: a known instant.
Period period_of(model::Instant instant, CalendarUnit unit, UtcOffset offset);

// Numbers the periods of a unit in their order; the same for all instants of one period.
std::int64_t period_number(model::Instant instant, CalendarUnit unit, UtcOffset offset);

// "2026-11-22T15", "2026-11-22", "2026-W47" (ISO 8601), "2026-11".
std::string period_name(model::Instant instant, CalendarUnit unit, UtcOffset offset);

}  // namespace trace_cost::cost
