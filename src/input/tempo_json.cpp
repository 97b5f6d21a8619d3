#include "input/tempo_json.h"

#include <string_view>

#include "input/otlp_json_spans.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool wraps(const Shape& shape, const OtlpKey& key) {
  return shape.wrapped_has(key.camel) || shape.wrapped_has(key.snake);
}

bool recognises(const Shape& shape) {
  const bool has_groups = wraps(shape, kScopeSpans) || wraps(shape, kLibrarySpans);
  const bool has_trace = wraps(shape, kResourceSpans) || shape.wrapped_has("batches");
  return (shape.has("batches") && has_groups) || (shape.has("trace") && has_trace);
}

void read_trace(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "trace", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == kResourceSpans || key == "batches") {
      read_resource_spans_list(field.value(), key, batch);
    }
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "trace") read_trace(field.value(), batch);
    if (key == "batches") read_resource_spans_list(field.value(), key, batch);
  }
}

}  // namespace

const Format kTempoJson{
    "tempo-json",
    "Grafana Tempo's answers, /api/traces and /api/v2/traces",
    {recognises, decode},
};

}  // namespace trace_cost::input
