#include "report/convert/csv_spans.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "report/convert/attribute_value.h"
#include "report/convert/span_figures.h"
#include "report/render/csv_cell.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

std::string hex_cell(const auto& id) { return id.is_valid() ? model::to_hex(id) : std::string(); }

std::string instant_cell(model::Instant instant) {
  return instant == model::kUnknownInstant ? std::string() : model::to_rfc3339(instant);
}

std::string nanos_cell(std::optional<model::Nanos> length) {
  return length ? fmt::format("{}", length->count()) : std::string();
}

std::string json_cell(const std::vector<NamedAttribute>& attributes) {
  std::string object = "{";
  for (const NamedAttribute& attribute : attributes) {
    if (&attribute != &attributes.front()) object += ',';
    append_json_text(attribute.key, object);
    object += ':';
    append_plain_value(attribute, object);
  }
  return object + '}';
}

class Lines {
 public:
  explicit Lines(const Conversion& conversion)
      : conversion_(conversion), figures_(conversion.analysis) {}

  static std::string heading() {
    return csv_record({"trace_id", "span_id", "parent_id", "name", "service", "kind", "status",
                       "start", "end", "duration_ns", "self_ns", "critical_ns", "user", "cost",
                       "attributes", "resource"});
  }

  [[nodiscard]] std::string line(model::SpanIndex index) const {
    const model::Capture& capture = *conversion_.analysis.capture;
    const model::Span span = capture.span(index);
    const auto duration = span.has_times() ? std::optional(span.duration()) : std::nullopt;
    const auto cost = figures_.cost(index);
    return csv_record(
        {hex_cell(span.trace), hex_cell(span.id), hex_cell(span.parent),
         harmless_cell(capture.name(span)), harmless_cell(capture.service(span)),
         std::string(model::name_of(span.kind)), std::string(model::name_of(span.status)),
         instant_cell(span.start), instant_cell(span.end), nanos_cell(duration),
         nanos_cell(figures_.self_time(index)), nanos_cell(figures_.critical_time(index)),
         harmless_cell(figures_.user(index)), cost ? cost->plain() : std::string(),
         json_cell(attributes_of(conversion_, span)),
         json_cell(attributes_of(conversion_, span.resource))});
  }

 private:
  const Conversion& conversion_;
  SpanFigures figures_;
};

}  // namespace

void write_csv_spans(const Conversion& conversion, Outlet& outlet) {
  const Lines lines(conversion);
  outlet.text() += Lines::heading();
  const std::size_t count = conversion.analysis.capture->spans().size();
  for (std::size_t i = 0; i < count; ++i) {
    outlet.text() += lines.line(model::SpanIndex(i));
    if (!outlet.end_item()) return;
  }
}

}  // namespace trace_cost::report
