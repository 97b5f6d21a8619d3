// Jaeger's JSON, as its UI downloads and its API hands it out, one trace alone, or one span alone
// as its storage writes it:
//
//   {"data":[{"traceID":"5b8e…","spans":[SPAN],
//             "processes":{"p1":{"serviceName":"ai-service","tags":[TAG]}}}]}
//   SPAN = {"traceID":"5b8e…","spanID":"b000000000000001","operationName":"chat","processID":"p1",
//           "references":[{"refType":"CHILD_OF","traceID":"5b8e…","spanID":"b000000000000000"}],
//           "startTime":1763827702156000,"duration":50000,      microseconds
//           "tags":[{"key":"span.kind","type":"string","value":"client"}]}
//
// A span's process may also stand in it ("process"). Old ids lack the zeros in front, or the upper
// half of a trace id. The parent is the first CHILD_OF of the same trace, else the first
// FOLLOWS_FROM of it, else "parentSpanID", which old versions wrote; references to other traces are
// links. Source: jaegertracing/jaeger, internal/uimodel/model.go.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kJaegerJson;

}  // namespace trace_cost::input
