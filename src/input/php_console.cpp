#include "input/php_console.h"

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  return shape.context_has("trace_id") && shape.context_has("span_id") && shape.has("start");
}

enum class Owner : std::uint8_t { Span, Resource };

void read_context(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "context", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "trace_id") span.trace = trace_id_of(read_scalar(field.value(), batch), key, batch);
    if (key == "span_id") span.id = span_id_of(read_scalar(field.value(), batch), key, batch);
  }
}

void read_kind(const Scalar& value, model::Span& span, SpanBatch& batch) {
  constexpr std::string_view kPrefix = "KIND_";
  const bool is_kind = value.is_text() && value.text.starts_with(kPrefix);
  const auto kind = is_kind ? span_kind_named(value.text.substr(kPrefix.size())) : std::nullopt;
  if (!kind) report_field("kind", value, "KIND_SERVER or the like", batch);
  span.kind = kind.value_or(model::SpanKind::Unspecified);
}

void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "status", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) != "code") continue;
    const Scalar code = read_scalar(field.value(), batch);
    const auto status = status_code_named(code.text);
    if (!status) report_field("status.code", code, "Unset, Ok or Error", batch);
    span.status = status.value_or(model::StatusCode::Unset);
  }
}

void read_attributes(JsonValue value, std::string_view name, Owner owner, SpanBatch& batch) {
  if (is_array(value)) return;
  if (!expect_object(value, name, batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (owner == Owner::Span && !batch.wants(key)) continue;
    const Scalar scalar = read_scalar(field.value(), batch);
    if (owner == Owner::Span) {
      batch.span_attribute(key, scalar.text, scalar.kind);
    } else {
      batch.resource_attribute(key, scalar.text, scalar.kind);
    }
  }
}

void read_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "context") {
    read_context(value, span, batch);
  } else if (key == "parent_span_id") {
    read_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "kind") {
    read_kind(read_scalar(value, batch), span, batch);
  } else if (key == "start") {
    span.start = unix_nanos_of(read_scalar(value, batch), key, batch);
  } else if (key == "end") {
    span.end = unix_nanos_of(read_scalar(value, batch), key, batch);
  } else if (key == "attributes") {
    read_attributes(value, key, Owner::Span, batch);
  } else if (key == "resource") {
    read_attributes(value, key, Owner::Resource, batch);
  } else if (key == "status") {
    read_status(value, span, batch);
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  batch.begin_resource();
  for (auto field : object) {
    const std::string_view key = key_of(field);
    read_member(key, field.value(), span, batch);
  }
  batch.assign_resource();
}

}  // namespace

const Format kPhpConsole{
    "php-console",
    "PHP SDK console exporter",
    {recognises, decode},
};

}  // namespace trace_cost::input
