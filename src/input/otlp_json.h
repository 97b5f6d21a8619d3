// OTLP as JSON: TracesData or ExportTraceServiceRequest, one object or one a line, keys in
// lowerCamelCase or snake_case and in any order:
//
//   {"resourceSpans":[{"resource":{"attributes":[KV]},
//                      "scopeSpans":[{"spans":[{"traceId":…,"spanId":…,"attributes":[KV],…}]}]}]}
//   KV = {"key":"user.id","value":{"stringValue":"alice"}}
//
// or one entry of "resourceSpans" alone, as Java's OtlpJsonLoggingSpanExporter writes it behind the
// "INFO: " of its log. Ids are hex of either case, or base64; 64-bit integers are text or numbers;
// every field may be absent. Of old collectors, "instrumentationLibrarySpans" (<= 0.47) is read in
// the place of "scopeSpans", and the names of enumerators (<= 0.62) in the place of their numbers.
// Source: opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding".
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kOtlpJson;

}  // namespace trace_cost::input
