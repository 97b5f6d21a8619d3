// OTLP as JSON: TracesData or ExportTraceServiceRequest, one object or one a line, keys in
// lowerCamelCase and in any order:
//
//   {"resourceSpans":[{"resource":{"attributes":[KV]},
//                      "scopeSpans":[{"spans":[{"traceId":…,"spanId":…,"attributes":[KV],…}]}]}]}
//   KV = {"key":"user.id","value":{"stringValue":"alice"}}
//
// Ids are hex of either case; 64-bit integers are text or numbers; every field may be absent.
// Two things of old collectors are read as well: "instrumentationLibrarySpans" (<= 0.47) in the
// place of "scopeSpans", and the names of enumerators (<= 0.62) in the place of their numbers.
// Source: opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding".
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kOtlpJson;

}  // namespace trace_cost::input
