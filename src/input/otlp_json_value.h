// Values and attributes of OTLP JSON: KeyValue, AnyValue, numbers of 64 bits.
//
//   {"key":"user.id","value":{"stringValue":"alice"}}
//
// Integers come as text, as number, or as the two halves that protobuf.js makes of them
// ({"low":-1,"high":7}); doubles as number or text ("NaN"). An integer that is none
// (1.7976931348623157e+308, by the JavaScript SDK) is passed on as it was written.
#pragma once

#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

enum class AttributeOwner : std::uint8_t { Span, Resource };

// A number of 64 bits in any of its forms; `batch` keeps the text of halves.
Scalar read_int64(JsonValue value, SpanBatch& batch);
// Null when the value has no type, or only one that is null.
Scalar read_any_value(JsonValue value, SpanBatch& batch);
// A list of KeyValue: of the span or resource begun last.
void read_otlp_attributes(JsonValue list, AttributeOwner owner, SpanBatch& batch);

}  // namespace trace_cost::input
