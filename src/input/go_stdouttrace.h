// What Go's stdouttrace exporter writes: one JSON object a span, on a line or, with
// WithPrettyPrint, indented by tabs; before 1.0 a list of them for each batch.
//
//   {"Name":"chat","SpanContext":{"TraceID":"5b8e…","SpanID":"b000000000000001",…},
//    "Parent":{"TraceID":"0000…","SpanID":"0000000000000000","Remote":false,…},    zeros: a root
//    "SpanKind":3,"StartTime":"2026-11-22T21:38:22.156+05:30","EndTime":…,
//    "Attributes":[{"Key":"cost.usd","Value":{"Type":"FLOAT64","Value":0.0015}}],
//    "Status":{"Code":"Unset","Description":""},"Resource":[…],…}
//
// Lists may be null. WithoutTimestamps writes the year 1, which is an unknown time. Versions before
// 1.0 have "ParentSpanID", "HasRemoteParent" and "StatusCode" beside the other keys.
// Source: opentelemetry-go, exporters/stdout/stdouttrace and sdk/trace/tracetest.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kGoStdouttrace;

}  // namespace trace_cost::input
