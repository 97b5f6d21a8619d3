// OTLP as protobuf: TracesData or ExportTraceServiceRequest, which look alike on the wire.
//
//   0A L ResourceSpans, again and again   one request's body, or several one behind the other
//   NNNN 0A L ResourceSpans ...           each request behind its length, 4 bytes, big-endian: the
//                                         Collector's file exporter with "format: proto"
//
//   ResourceSpans  1 resource, 2 scope_spans (1000 in old ones)
//   ScopeSpans     2 spans
//   Span           1 trace_id, 2 span_id, 4 parent_span_id, 5 name, 6 kind, 7 start, 8 end,
//                  9 attributes, 15 status, 16 flags
//
// Fields come in any order; unknown ones are skipped. Logs and metrics are of the same outer shape:
// what has neither times where a span has them nor two ids is taken for one of them.
// Source: opentelemetry-proto, trace/v1/trace.proto.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kOtlpProtobuf;

}  // namespace trace_cost::input
