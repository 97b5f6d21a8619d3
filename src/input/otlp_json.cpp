#include "input/otlp_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <system_error>

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) { return shape.has("resourceSpans"); }

std::optional<std::uint32_t> number_of(const Scalar& scalar) {
  std::uint32_t number = 0;
  const char* end = scalar.text.data() + scalar.text.size();
  const auto [stop, error] = std::from_chars(scalar.text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// Collectors up to 0.62 wrote the names of the protobuf enumerators, and proto3 JSON libraries do.
constexpr std::array<std::string_view, 6> kKinds{"SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL",
                                                 "SPAN_KIND_SERVER",      "SPAN_KIND_CLIENT",
                                                 "SPAN_KIND_PRODUCER",    "SPAN_KIND_CONSUMER"};
constexpr std::array<std::string_view, 3> kStatusCodes{"STATUS_CODE_UNSET", "STATUS_CODE_OK",
                                                       "STATUS_CODE_ERROR"};

// The number of an enumerator, written as number or name; 0 and a fault for anything else.
std::uint32_t enumerator_of(const Scalar& scalar, std::string_view field,
                            std::span<const std::string_view> names, SpanBatch& batch) {
  if (scalar.kind == model::ValueKind::Null) return 0;
  const auto name = std::find(names.begin(), names.end(), scalar.text);
  if (name != names.end()) return static_cast<std::uint32_t>(name - names.begin());
  const std::optional<std::uint32_t> number = number_of(scalar);
  if (number && *number < names.size()) return *number;
  report_field(field, scalar, "a number or name of OTLP", batch);
  return 0;
}

model::ParentPlace parent_place_of(const Scalar& flags) {
  constexpr std::uint32_t kKnown = 0x100;
  constexpr std::uint32_t kRemote = 0x200;
  const std::uint32_t bits = number_of(flags).value_or(0);
  if ((bits & kKnown) == 0) return model::ParentPlace::Unknown;
  return (bits & kRemote) != 0 ? model::ParentPlace::Remote : model::ParentPlace::Local;
}

void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "status", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) != "code") continue;
    const Scalar code = read_scalar(field.value(), batch);
    span.status =
        static_cast<model::StatusCode>(enumerator_of(code, "status.code", kStatusCodes, batch));
  }
}

// An AnyValue names its type in its one key; 64-bit integers come as text and are numbers all the
// same.
Scalar read_any_value(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "value", batch)) return {};
  for (auto field : value.get_object()) {
    const std::string_view type = key_of(field);
    Scalar scalar = read_scalar(field.value(), batch);
    const bool is_number = type == "intValue" || type == "doubleValue";
    if (is_number && scalar.is_text()) scalar.kind = model::ValueKind::Number;
    return scalar;
  }
  return {};
}

enum class Owner : std::uint8_t { Span, Resource };

void read_key_value(JsonObject entry, Owner owner, SpanBatch& batch) {
  std::string_view key;
  if (entry.find_field_unordered("key").get_string().get(key) != simdjson::SUCCESS) return;
  if (owner == Owner::Span && !batch.wants(key)) return;
  JsonValue value;
  if (entry.find_field_unordered("value").get(value) != simdjson::SUCCESS) return;
  const Scalar scalar = read_any_value(value, batch);
  if (owner == Owner::Span) {
    batch.span_attribute(key, scalar.text, scalar.kind);
  } else {
    batch.resource_attribute(key, scalar.text, scalar.kind);
  }
}

void read_attributes(JsonValue value, Owner owner, SpanBatch& batch) {
  if (!expect_array(value, "attributes", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue item = entry.value();
    if (is_object(item)) read_key_value(item.get_object(), owner, batch);
  }
}

void read_span_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == "traceId") {
    span.trace = trace_id_of(read_scalar(value, batch), key, batch);
  } else if (key == "spanId") {
    span.id = span_id_of(read_scalar(value, batch), key, batch);
  } else if (key == "parentSpanId") {
    read_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "kind") {
    const Scalar kind = read_scalar(value, batch);
    span.kind = static_cast<model::SpanKind>(enumerator_of(kind, key, kKinds, batch));
  } else if (key == "startTimeUnixNano") {
    span.start = unix_nanos_of(read_scalar(value, batch), key, batch);
  } else if (key == "endTimeUnixNano") {
    span.end = unix_nanos_of(read_scalar(value, batch), key, batch);
  } else if (key == "attributes") {
    read_attributes(value, Owner::Span, batch);
  } else if (key == "status") {
    read_status(value, span, batch);
  } else if (key == "flags") {
    span.parent_place = parent_place_of(read_scalar(value, batch));
  }
}

void read_span(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "span", batch)) return;
  model::Span& span = batch.begin_span();
  bool has_trace = false;
  bool has_id = false;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    has_trace |= key == "traceId";
    has_id |= key == "spanId";
    read_span_member(key, field.value(), span, batch);
  }
  if (!has_trace) batch.fault(base::DiagnosticCode::BadId, "a span without traceId");
  if (!has_id) batch.fault(base::DiagnosticCode::BadId, "a span without spanId");
}

void read_scope_spans(JsonValue value, SpanBatch& batch) {
  if (!expect_array(value, "scopeSpans", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue scope = entry.value();
    if (!expect_object(scope, "scopeSpans[]", batch)) continue;
    for (auto field : scope.get_object()) {
      if (key_of(field) != "spans") continue;
      JsonValue spans = field.value();
      if (!expect_array(spans, "spans", batch)) continue;
      for (auto span : spans.get_array()) read_span(span.value(), batch);
    }
  }
}

void read_resource(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "resource", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) == "attributes") {
      read_attributes(field.value(), Owner::Resource, batch);
    }
  }
}

void read_resource_spans(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "resourceSpans[]", batch)) return;
  batch.begin_resource();
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "resource") read_resource(field.value(), batch);
    if (key == "scopeSpans" || key == "instrumentationLibrarySpans")
      read_scope_spans(field.value(), batch);
  }
  batch.assign_resource();
}

void decode(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    if (key_of(field) != "resourceSpans") continue;
    JsonValue groups = field.value();
    if (!expect_array(groups, "resourceSpans", batch)) continue;
    for (auto group : groups.get_array()) read_resource_spans(group.value(), batch);
  }
}

}  // namespace

const Format kOtlpJson{
    "otlp-json",
    "OTLP JSON: one object, or one a line, as the file exporters write",
    {recognises, decode},
};

}  // namespace trace_cost::input
