// Wording that several views share, so that one thing is said in one way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "latency/percentiles.h"
#include "model/ids.h"
#include "report/document.h"

namespace trace_cost::report {

// Counts are signed in documents.
std::int64_t signed_count(std::uint64_t count);
// For machines a service without a name is null.
Value service_value(std::string_view service);
// 32 or 16 hex digits; an invalid id is unknown.
Value id_value(const model::TraceId& id);
Value id_value(const model::SpanId& id);
Value money_or_unknown(const std::optional<model::Money>& money);
Value duration_or_unknown(const std::optional<model::Nanos>& duration);
// People see "–" where the sample cannot carry it.
Value percentile_value(const latency::Percentile& percentile);

Column text_column(std::string path, std::string title);
Column number_column(std::string path, std::string title, Fit fit = Fit::Keep);
Column people_column(std::string title,
                     Fit fit = Fit::Keep);  // a number that machines get elsewhere
Column machine_column(std::string path);

}  // namespace trace_cost::report
