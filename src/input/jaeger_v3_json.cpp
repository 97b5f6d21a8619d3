#include "input/jaeger_v3_json.h"

#include "input/otlp_json_spans.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  return shape.has("result") &&
         (shape.wrapped_has(kResourceSpans.camel) || shape.wrapped_has(kResourceSpans.snake));
}

void decode(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    if (key_of(field) != "result") continue;
    JsonValue result = field.value();
    if (expect_object(result, "result", batch)) read_traces_data(result.get_object(), batch);
  }
}

}  // namespace

const Format kJaegerV3Json{
    "jaeger-v3-json",
    "Jaeger's answers, /api/v3/traces",
    {recognises, decode},
};

}  // namespace trace_cost::input
