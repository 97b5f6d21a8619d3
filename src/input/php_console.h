// What PHP's console exporter prints: for each ended span an indented list of one object.
//
//   [{"name":"chat","context":{"trace_id":"5b8e…","span_id":"b000000000000001",…},
//     "resource":{"service.name":"ai-service"},"parent_span_id":"","kind":"KIND_CLIENT",
//     "start":1763827702156000000,"end":1763827702206000000,           nanoseconds
//     "attributes":{"cost.usd":0.0015},"status":{"code":"Unset","description":""},…}]
//
// An empty set of attributes is a list, "[]". An empty parent makes a root.
// Source: opentelemetry-php, src/SDK/Trace/SpanExporter/FriendlySpanConverter.php.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kPhpConsole;

}  // namespace trace_cost::input
