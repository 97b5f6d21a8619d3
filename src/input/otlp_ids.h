// Trace and span ids as OTLP JSON has them: hex of either case, or base64 where a proto3 JSON
// library wrote them (24 or 12 characters, padded).
#pragma once

#include <string_view>

#include "input/span_fields.h"

namespace trace_cost::input {

// As trace_id_of(), span_id_of() and read_parent_id() of span_fields.h.
model::TraceId otlp_trace_id_of(const Scalar& value, std::string_view field, SpanBatch& batch);
model::SpanId otlp_span_id_of(const Scalar& value, std::string_view field, SpanBatch& batch);
void read_otlp_parent_id(const Scalar& value, std::string_view field, model::Span& span,
                         SpanBatch& batch);

}  // namespace trace_cost::input
