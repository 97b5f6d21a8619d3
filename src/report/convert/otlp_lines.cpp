#include "report/convert/otlp_lines.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <vector>

#include "report/convert/attribute_value.h"
#include "report/convert/span_groups.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

// 0 is OTLP's unknown time.
std::int64_t nanos(model::Instant instant) {
  return instant == model::kUnknownInstant ? 0 : instant.time_since_epoch().count();
}

void append_attributes(const std::vector<NamedAttribute>& attributes, std::string& out) {
  out += '[';
  for (const NamedAttribute& attribute : attributes) {
    out += &attribute == &attributes.front() ? "{\"key\":" : ",{\"key\":";
    append_json_text(attribute.key, out);
    out += ",\"value\":";
    append_otlp_value(attribute, out);
    out += '}';
  }
  out += ']';
}

void append_flags(model::ParentPlace place, std::string& out) {
  if (place == model::ParentPlace::Local) out += ",\"flags\":256";
  if (place == model::ParentPlace::Remote) out += ",\"flags\":768";
}

void append_status(model::StatusCode status, std::string& out) {
  out += ",\"status\":{";
  if (status != model::StatusCode::Unset) {
    fmt::format_to(std::back_inserter(out), "\"code\":{}", static_cast<int>(status));
  }
  out += '}';
}

void append_span(const Conversion& conversion, const model::Span& span, std::string& out) {
  const auto at = std::back_inserter(out);
  const auto hex = [](const auto& id) { return id.is_valid() ? model::to_hex(id) : ""; };
  fmt::format_to(at, "{{\"traceId\":\"{}\",\"spanId\":\"{}\",\"parentSpanId\":\"{}\"",
                 hex(span.trace), hex(span.id), hex(span.parent));
  append_flags(span.parent_place, out);
  out += ",\"name\":";
  append_json_text(conversion.analysis.capture->name(span), out);
  fmt::format_to(at, ",\"kind\":{},\"startTimeUnixNano\":\"{}\",\"endTimeUnixNano\":\"{}\"",
                 static_cast<int>(span.kind), nanos(span.start), nanos(span.end));
  out += ",\"attributes\":";
  append_attributes(attributes_of(conversion, span), out);
  append_status(span.status, out);
  out += '}';
}

void append_group(const Conversion& conversion, const SpanGroup& group, std::string& out) {
  out += "{\"resource\":{\"attributes\":";
  append_attributes(identity_of(conversion, group.resource), out);
  out += "},\"scopeSpans\":[{\"scope\":{},\"spans\":[";
  for (const model::SpanIndex span : group.spans) {
    if (span != group.spans.front()) out += ',';
    append_span(conversion, conversion.analysis.capture->span(span), out);
  }
  out += "]}]}";
}

}  // namespace

void write_otlp_lines(const Conversion& conversion, Outlet& outlet) {
  for_each_request(*conversion.analysis.capture, [&](const SpanGroups& groups) {
    std::string_view before = "{\"resourceSpans\":[";
    for (const SpanGroup& group : groups) {
      outlet.text() += std::exchange(before, ",");
      append_group(conversion, group, outlet.text());
    }
    outlet.text() += "]}\n";
    return outlet.end_item();
  });
}

}  // namespace trace_cost::report
