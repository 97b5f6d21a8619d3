#include "input/phoenix_json.h"

#include "input/nested_attributes.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  const bool has_ids = shape.context_has("trace_id") && shape.context_has("span_id");
  const bool is_span =
      has_ids && shape.has("start_time") && (shape.has("span_kind") || shape.has("status_code"));
  return is_span || (shape.wrapped_has("context") && shape.wrapped_has("span_kind"));
}

void read_context(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "context", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "trace_id") span.trace = trace_id_of(read_scalar(field.value(), batch), key, batch);
    if (key == "span_id") span.id = span_id_of(read_scalar(field.value(), batch), key, batch);
  }
}

void read_attributes(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "attributes", batch)) return;
  read_nested_attributes(value.get_object(), batch,
                         [&batch](std::string_view key, const Scalar& attribute) {
                           batch.span_attribute(key, attribute.text, attribute.kind);
                         });
}

void read_status(const Scalar& value, model::Span& span, SpanBatch& batch) {
  const auto code = status_code_named(value.text);
  if (!code) report_field("status_code", value, "UNSET, OK or ERROR", batch);
  span.status = code.value_or(model::StatusCode::Unset);
}

void read_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "context") {
    read_context(value, span, batch);
  } else if (key == "parent_id") {
    read_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "start_time") {
    span.start = utc_time_of(read_scalar(value, batch), key, batch);
  } else if (key == "end_time") {
    span.end = utc_time_of(read_scalar(value, batch), key, batch);
  } else if (key == "status_code") {
    read_status(read_scalar(value, batch), span, batch);
  } else if (key == "attributes") {
    read_attributes(value, batch);
  }
}

void read_span(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  bool is_model_call = false;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "span_kind") {
      is_model_call = read_scalar(field.value(), batch).text == "LLM";
    } else {
      read_member(key, field.value(), span, batch);
    }
  }
  // Behind the span's own attributes, which come first where they say the same.
  if (is_model_call) {
    batch.span_attribute("gen_ai.operation.name", "chat", model::ValueKind::Text);
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  batch.begin_resource();
  if (has_member(object, "context")) {
    read_span(object, batch);
    return batch.assign_resource();
  }
  for (auto field : object) {
    if (key_of(field) != "data") continue;
    JsonValue page = field.value();
    if (!expect_array(page, "data", batch)) continue;
    for (auto entry : page.get_array()) {
      JsonValue span = entry.value();
      if (expect_object(span, "data[]", batch)) read_span(span.get_object(), batch);
    }
  }
  batch.assign_resource();
}

}  // namespace

const Format kPhoenixJson{
    "phoenix-json",
    "Arize Phoenix: spans as JSON lines, or a page of its REST API",
    {recognises, decode},
};

}  // namespace trace_cost::input
