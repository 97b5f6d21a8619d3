#include "input/zipkin_json.h"

#include <optional>

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

// An app's own log lines may have the two ids as well; one of the other keys must stand by them.
bool recognises(const Shape& shape) {
  const bool has_ids = shape.has("traceId") && shape.has("id");
  const bool is_span = shape.has("localEndpoint") || shape.has("duration") || shape.has("name");
  return has_ids && is_span && !shape.has("spanId") && !shape.has("startTime");
}

void read_kind(const Scalar& value, model::Span& span, SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null) return;
  const auto kind = value.is_text() ? span_kind_named(value.text) : std::nullopt;
  if (!kind) report_field("kind", value, "CLIENT, SERVER, PRODUCER or CONSUMER", batch);
  span.kind = kind.value_or(model::SpanKind::Unspecified);
}

std::string_view service_of(JsonValue endpoint, std::string_view key, SpanBatch& batch) {
  if (!expect_object(endpoint, key, batch)) return {};
  std::string_view service;
  for (auto field : endpoint.get_object()) {
    if (key_of(field) != "serviceName") continue;
    service = name_of(read_scalar(field.value(), batch), "serviceName", batch);
  }
  return service;
}

void read_tags(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "tags", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    const Scalar tag = read_scalar(field.value(), batch);
    read_status_attribute(key, tag, span);
    if (key == "service.instance.id") batch.instance(tag.text);
    batch.span_attribute(key, tag.text, tag.kind);
  }
}

// What only makes sense once all of a span was read.
struct SpanDraft {
  std::optional<model::Nanos> duration;
  std::string_view other_service;  // whom the span called, or who called it
};

void read_member(std::string_view key, JsonValue value, model::Span& span, SpanDraft& draft,
                 SpanBatch& batch) {
  if (key == "traceId") {
    const Scalar id = left_padded(read_scalar(value, batch), 32, batch);
    span.trace = trace_id_of(id, key, batch);
  } else if (key == "id") {
    span.id = span_id_of(left_padded(read_scalar(value, batch), 16, batch), key, batch);
  } else if (key == "parentId") {
    read_parent_id(left_padded(read_scalar(value, batch), 16, batch), key, span, batch);
  } else if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "kind") {
    read_kind(read_scalar(value, batch), span, batch);
  } else if (key == "timestamp") {
    span.start = unix_time_of(read_scalar(value, batch), model::TimeUnit::Microseconds, key, batch);
  } else if (key == "duration") {
    draft.duration = length_of(read_scalar(value, batch), key, batch);
  } else if (key == "localEndpoint") {
    batch.service(service_of(value, key, batch));
  } else if (key == "remoteEndpoint") {
    draft.other_service = service_of(value, key, batch);
  } else if (key == "tags") {
    read_tags(value, span, batch);
  } else if (key == "shared") {
    span.shares_id = read_scalar(value, batch).text == "true";
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  span.kind = model::SpanKind::Internal;
  batch.begin_resource();
  SpanDraft draft;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    read_member(key, field.value(), span, draft, batch);
  }
  end_after(draft.duration, span, batch);
  const bool calls = span.kind == model::SpanKind::Client || span.kind == model::SpanKind::Producer;
  if (calls && !draft.other_service.empty()) {
    batch.span_attribute("peer.service", draft.other_service, model::ValueKind::Text);
  }
  batch.assign_resource();
}

}  // namespace

const Format kZipkinJson{
    "zipkin-json",
    "Zipkin v2 JSON: lists of spans, or lists of traces",
    {recognises, decode},
};

}  // namespace trace_cost::input
