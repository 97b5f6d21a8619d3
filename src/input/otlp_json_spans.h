// The spans of OTLP JSON, for every format that wraps them: ResourceSpans and what lies below.
// Keys are lowerCamelCase or the snake_case of the .proto files, in any order; unknown ones are
// skipped. May throw simdjson::simdjson_error.
#pragma once

#include <string_view>

#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// A key of OTLP in its two spellings.
struct OtlpKey {
  std::string_view camel;
  std::string_view snake;

  friend bool operator==(std::string_view key, const OtlpKey& known) {
    return key == known.camel || key == known.snake;
  }
};

inline constexpr OtlpKey kResourceSpans{"resourceSpans", "resource_spans"};
inline constexpr OtlpKey kScopeSpans{"scopeSpans", "scope_spans"};
// What it was called up to opentelemetry-proto 0.18.
inline constexpr OtlpKey kLibrarySpans{"instrumentationLibrarySpans",
                                       "instrumentation_library_spans"};

// One ResourceSpans: {"resource":{…},"scopeSpans":[…]}.
void read_resource_spans(JsonObject object, SpanBatch& batch);
// A list of them, which stood under `field`.
void read_resource_spans_list(JsonValue list, std::string_view field, SpanBatch& batch);
// TracesData or ExportTraceServiceRequest: {"resourceSpans":[…]}. Logs and metrics beside the spans
// are left out and counted.
void read_traces_data(JsonObject object, SpanBatch& batch);

}  // namespace trace_cost::input
