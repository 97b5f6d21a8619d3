#include "input/go_stdouttrace.h"

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) { return shape.has("SpanContext") && shape.has("SpanKind"); }

enum class Owner : std::uint8_t { Span, Resource };

Scalar read_value(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "Value", batch)) return {};
  for (auto field : value.get_object()) {
    if (key_of(field) == "Value") return read_scalar(field.value(), batch);
  }
  return {};
}

// "Key" stands before "Value".
void read_key_value(JsonObject entry, Owner owner, SpanBatch& batch) {
  std::string_view key;
  for (auto field : entry) {
    const std::string_view member = key_of(field);
    if (member == "Key") key = read_scalar(field.value(), batch).text;
    if (member != "Value") continue;
    if (owner == Owner::Span && !batch.wants(key)) continue;
    const Scalar value = read_value(field.value(), batch);
    if (owner == Owner::Span) {
      batch.span_attribute(key, value.text, value.kind);
    } else {
      batch.resource_attribute(key, value.text, value.kind);
    }
  }
}

void read_attributes(JsonValue value, std::string_view field, Owner owner, SpanBatch& batch) {
  if (!expect_array(value, field, batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue attribute = entry.value();
    if (is_object(attribute)) read_key_value(attribute.get_object(), owner, batch);
  }
}

void read_context(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "SpanContext", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "TraceID") span.trace = trace_id_of(read_scalar(field.value(), batch), key, batch);
    if (key == "SpanID") span.id = span_id_of(read_scalar(field.value(), batch), key, batch);
  }
}

void read_place(const Scalar& is_remote, model::Span& span) {
  if (is_remote.text == "true") span.parent_place = model::ParentPlace::Remote;
  if (is_remote.text == "false") span.parent_place = model::ParentPlace::Local;
}

void read_parent(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "Parent", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "SpanID") {
      read_parent_id(read_scalar(field.value(), batch), "Parent.SpanID", span, batch);
    } else if (key == "Remote") {
      read_place(read_scalar(field.value(), batch), span);
    }
  }
}

// The numbers of OTLP; before 1.0 also names.
void read_kind(const Scalar& value, model::Span& span, SpanBatch& batch) {
  const std::string_view text = value.text;
  const bool is_number = text.size() == 1 && text.front() >= '0' && text.front() <= '5';
  const auto kind = is_number ? static_cast<model::SpanKind>(text.front() - '0')
                              : span_kind_named(text).value_or(model::SpanKind::Unspecified);
  if (kind == model::SpanKind::Unspecified && text != "0" && text != "unspecified") {
    report_field("SpanKind", value, "a number from 0 to 5", batch);
  }
  span.kind = kind;
}

void read_status_code(const Scalar& value, model::Span& span, SpanBatch& batch) {
  const auto code = status_code_named(value.text);
  if (!code) report_field("Status.Code", value, "Unset, Ok or Error", batch);
  span.status = code.value_or(model::StatusCode::Unset);
}

void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "Status", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) == "Code") read_status_code(read_scalar(field.value(), batch), span, batch);
  }
}

model::Instant time_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  constexpr std::string_view kZeroTime = "0001-01-01T";
  if (value.is_text() && value.text.starts_with(kZeroTime)) return model::kUnknownInstant;
  return rfc3339_of(value, field, batch);
}

void read_former_member(std::string_view key, JsonValue value, model::Span& span,
                        SpanBatch& batch) {
  if (key == "ParentSpanID") {
    read_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "HasRemoteParent") {
    read_place(read_scalar(value, batch), span);
  } else if (key == "StatusCode") {
    read_status_code(read_scalar(value, batch), span, batch);
  }
}

void read_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == "Name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "SpanContext") {
    read_context(value, span, batch);
  } else if (key == "Parent") {
    read_parent(value, span, batch);
  } else if (key == "SpanKind") {
    read_kind(read_scalar(value, batch), span, batch);
  } else if (key == "StartTime") {
    span.start = time_of(read_scalar(value, batch), key, batch);
  } else if (key == "EndTime") {
    span.end = time_of(read_scalar(value, batch), key, batch);
  } else if (key == "Attributes") {
    read_attributes(value, key, Owner::Span, batch);
  } else if (key == "Resource") {
    read_attributes(value, key, Owner::Resource, batch);
  } else if (key == "Status") {
    read_status(value, span, batch);
  } else {
    read_former_member(key, value, span, batch);
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  batch.begin_resource();
  for (auto field : object) {
    const std::string_view key = key_of(field);
    read_member(key, field.value(), span, batch);
  }
  if (span.is_root()) span.parent_place = model::ParentPlace::Unknown;
  batch.assign_resource();
}

}  // namespace

const Format kGoStdouttrace{
    "go-stdouttrace",
    "Go's stdouttrace exporter, one object a line or indented",
    {recognises, decode},
};

}  // namespace trace_cost::input
