#include "input/otlp_json.h"

#include <charconv>
#include <cstdint>

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) { return shape.has("resourceSpans"); }

std::uint32_t number_of(const Scalar& scalar) {
  std::uint32_t number = 0;
  std::from_chars(scalar.text.data(), scalar.text.data() + scalar.text.size(), number);
  return number;
}

model::SpanKind kind_of(const Scalar& scalar) {
  const std::uint32_t number = number_of(scalar);
  return number <= 5 ? static_cast<model::SpanKind>(number) : model::SpanKind::Unspecified;
}

model::ParentPlace parent_place_of(const Scalar& flags) {
  constexpr std::uint32_t kKnown = 0x100;
  constexpr std::uint32_t kRemote = 0x200;
  const std::uint32_t bits = number_of(flags);
  if ((bits & kKnown) == 0) return model::ParentPlace::Unknown;
  return (bits & kRemote) != 0 ? model::ParentPlace::Remote : model::ParentPlace::Local;
}

void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!is_object(value)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) != "code") continue;
    const std::uint32_t code = number_of(read_scalar(field.value(), batch));
    if (code == 1) span.status = model::StatusCode::Ok;
    if (code == 2) span.status = model::StatusCode::Error;
  }
}

// An AnyValue names its type in its one key; 64-bit integers come as text and are numbers all the
// same.
Scalar read_any_value(JsonValue value, SpanBatch& batch) {
  if (!is_object(value)) return {};
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
  if (!is_array(value)) return;
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
    batch.name(read_scalar(value, batch).text);
  } else if (key == "kind") {
    span.kind = kind_of(read_scalar(value, batch));
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
  if (!is_object(value)) return;
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
  if (!is_array(value)) return;
  for (auto entry : value.get_array()) {
    JsonValue scope = entry.value();
    if (!is_object(scope)) continue;
    for (auto field : scope.get_object()) {
      if (key_of(field) != "spans") continue;
      JsonValue spans = field.value();
      if (!is_array(spans)) continue;
      for (auto span : spans.get_array()) read_span(span.value(), batch);
    }
  }
}

void read_resource(JsonValue value, SpanBatch& batch) {
  if (!is_object(value)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) == "attributes") {
      read_attributes(field.value(), Owner::Resource, batch);
    }
  }
}

void read_resource_spans(JsonValue value, SpanBatch& batch) {
  if (!is_object(value)) return;
  batch.begin_resource();
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "resource") read_resource(field.value(), batch);
    if (key == "scopeSpans") read_scope_spans(field.value(), batch);
  }
  batch.assign_resource();
}

void decode(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    if (key_of(field) != "resourceSpans") continue;
    JsonValue groups = field.value();
    if (!is_array(groups)) continue;
    for (auto group : groups.get_array()) read_resource_spans(group.value(), batch);
  }
}

}  // namespace

const Format kOtlpJson{"otlp-json",
                       "OTLP JSON: one object, or one a line, as the file exporters write",
                       recognises, decode};

}  // namespace trace_cost::input
