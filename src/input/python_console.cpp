#include "input/python_console.h"

#include <array>
#include <string_view>

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

// Phoenix prints the same context but says "span_kind" and "status_code".
bool recognises(const Shape& shape) {
  return shape.context_has("trace_id") && shape.context_has("span_id") && shape.has("start_time") &&
         !shape.has("span_kind") && !shape.has("status_code");
}

model::SpanKind kind_of(const Scalar& scalar, SpanBatch& batch) {
  const std::string_view text = scalar.text;
  if (text == "SpanKind.INTERNAL") return model::SpanKind::Internal;
  if (text == "SpanKind.SERVER") return model::SpanKind::Server;
  if (text == "SpanKind.CLIENT") return model::SpanKind::Client;
  if (text == "SpanKind.PRODUCER") return model::SpanKind::Producer;
  if (text == "SpanKind.CONSUMER") return model::SpanKind::Consumer;
  if (scalar.kind != model::ValueKind::Null) {
    report_field("kind", scalar, "SpanKind.SERVER or the like", batch);
  }
  return model::SpanKind::Unspecified;
}

constexpr std::array<std::string_view, 11> kSingleKeys{
    "name",   "context",    "kind",   "parent_id", "start_time", "end_time",
    "status", "attributes", "events", "links",     "resource"};
// Events and links have none of them, and attributes hardly all.
constexpr std::array<std::string_view, 4> kOnce{
    "\"resource\":", "\"parent_id\":", "\"start_time\":", "\"end_time\":"};
constexpr std::array<std::string_view, 2> kSingleIds{"trace_id", "span_id"};

void read_context(JsonValue value, model::Span& span, SpanBatch& batch) {
  SingleKeys ids(kSingleIds, batch);
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    ids.met(key);
    if (key == "trace_id") {
      span.trace = trace_id_of(read_scalar(field.value(), batch), "trace_id", batch);
    } else if (key == "span_id") {
      span.id = span_id_of(read_scalar(field.value(), batch), "span_id", batch);
    }
  }
}

// Before 0.15 every code of gRPC could stand here; all but OK were errors.
void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "status", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key != "status_code" && key != "canonical_code") continue;
    const std::string_view code = read_scalar(field.value(), batch).text;
    if (code == "OK") span.status = model::StatusCode::Ok;
    if (code == "ERROR" || (key == "canonical_code" && code != "OK")) {
      span.status = model::StatusCode::Error;
    }
  }
}

void read_attributes(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "attributes", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (!batch.wants(key)) continue;
    const Scalar scalar = read_scalar(field.value(), batch);
    batch.span_attribute(key, scalar.text, scalar.kind);
  }
}

void read_resource_attributes(JsonObject attributes, SpanBatch& batch) {
  for (auto field : attributes) {
    const std::string_view key = key_of(field);
    const Scalar scalar = read_scalar(field.value(), batch);
    batch.resource_attribute(key, scalar.text, scalar.kind);
  }
}

void read_resource(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "resource", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    JsonValue member = field.value();
    if (key == "attributes" && is_object(member)) {
      read_resource_attributes(member.get_object(), batch);
    } else {
      const Scalar scalar = read_scalar(member, batch);
      batch.resource_attribute(key, scalar.text, scalar.kind);
    }
  }
}

void read_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "context") {
    read_context(value, span, batch);
  } else if (key == "kind") {
    span.kind = kind_of(read_scalar(value, batch), batch);
  } else if (key == "parent_id") {
    read_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "start_time") {
    span.start = rfc3339_of(read_scalar(value, batch), key, batch);
  } else if (key == "end_time") {
    span.end = rfc3339_of(read_scalar(value, batch), key, batch);
  } else if (key == "status") {
    read_status(value, span, batch);
  } else if (key == "attributes") {
    read_attributes(value, batch);
  } else if (key == "resource") {
    read_resource(value, batch);
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  batch.begin_resource();
  SingleKeys keys(kSingleKeys, batch);
  for (auto field : object) {
    const std::string_view key = key_of(field);
    keys.met(key);
    read_member(key, field.value(), span, batch);
  }
  batch.assign_resource();
}

}  // namespace

const Format kPythonConsole{
    "python-console",
    "Python SDK ConsoleSpanExporter, indented or one object a line",
    {recognises, decode, kOnce},
};

}  // namespace trace_cost::input
