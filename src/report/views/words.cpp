#include "report/views/words.h"

#include <utility>

namespace trace_cost::report {

std::int64_t signed_count(std::uint64_t count) { return static_cast<std::int64_t>(count); }

Value service_value(std::string_view service) {
  return service.empty() ? Value(Unknown{}) : Value(std::string(service));
}

Value id_value(const model::TraceId& id) {
  return id.is_valid() ? Value(model::to_hex(id)) : Value(Unknown{});
}

Value id_value(const model::SpanId& id) {
  return id.is_valid() ? Value(model::to_hex(id)) : Value(Unknown{});
}

Value money_or_unknown(const std::optional<model::Money>& money) {
  return money ? Value(*money) : Value(Unknown{});
}

Value duration_or_unknown(const std::optional<model::Nanos>& duration) {
  return duration ? Value(Duration{*duration, Trust::Sound}) : Value(Unknown{});
}

Value percentile_value(const latency::Percentile& percentile) {
  return Duration{percentile.value, percentile.is_sound ? Trust::Sound : Trust::None};
}

Column text_column(std::string path, std::string title) {
  Column column;
  column.path = std::move(path);
  column.title = std::move(title);
  column.fit = Fit::Shrink;
  return column;
}

Column number_column(std::string path, std::string title, Fit fit) {
  Column column;
  column.path = std::move(path);
  column.title = std::move(title);
  column.align = Align::Right;
  column.fit = fit;
  return column;
}

Column people_column(std::string title, Fit fit) {
  Column column = number_column("", std::move(title), fit);
  column.audience = Audience::People;
  return column;
}

Column machine_column(std::string path) {
  Column column;
  column.path = std::move(path);
  column.audience = Audience::Machines;
  return column;
}

}  // namespace trace_cost::report
