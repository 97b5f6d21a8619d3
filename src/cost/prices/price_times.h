// When prices hold, and what price lists leave unsaid.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_document.h"
#include "cost/model_price.h"
#include "cost/prices/price_faults.h"

namespace trace_cost::cost {

// "2026-09-01" (its midnight in UTC) or an instant in RFC 3339. Empty where it is neither, which is
// told.
std::optional<model::Instant> price_start(const base::JsonValue& value, PriceFaults& faults);
// "16:30" or "16:30:00", perhaps with a 'Z' behind it.
std::optional<model::Nanos> time_of_day(std::string_view text);
// "16:30-00:30" in UTC. Empty where it is none, which is told.
std::optional<DailyHours> daily_hours(const base::JsonValue& value, PriceFaults& faults);

// Anthropic charges cache writes for an hour as twice the input, whoever sells its models. Source:
// its pricing page on prompt caching.
HourWrites hour_writes_of(std::string_view provider, std::string_view name);

}  // namespace trace_cost::cost
