// Fields that several formats share: ids and times as text, with their faults reported.
#pragma once

#include <string_view>

#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// Reports that `field` holds something the format does not have there. Texts are shown shortened.
void report_field(std::string_view field, const Scalar& found, std::string_view expected,
                  SpanBatch& batch);
// True when `value` is an object or a list. null means absent and is false; anything else is false
// with a fault.
bool expect_object(JsonValue& value, std::string_view field, SpanBatch& batch);
bool expect_array(JsonValue& value, std::string_view field, SpanBatch& batch);
// A name; null is the empty one, anything else than text is reported and shown as it stands.
std::string_view name_of(const Scalar& value, std::string_view field, SpanBatch& batch);

// An id that is none leaves the invalid id and a fault that names `field` and what was found.
model::TraceId trace_id_of(const Scalar& value, std::string_view field, SpanBatch& batch);
model::SpanId span_id_of(const Scalar& value, std::string_view field, SpanBatch& batch);
// Sets the parent of `span`. null, an empty text and zeros all mean: no parent. Anything that is no
// id leaves a span whose parent is unreadable, which is no root.
void read_parent_id(const Scalar& value, std::string_view field, model::Span& span,
                    SpanBatch& batch);

// null is an unknown time; a text that is no time is one too, with a fault.
model::Instant rfc3339_of(const Scalar& value, std::string_view field, SpanBatch& batch);
// Nanoseconds since 1970 as number or text; 0 is an unknown time (OTLP: "0 means unset").
model::Instant unix_nanos_of(const Scalar& value, std::string_view field, SpanBatch& batch);

}  // namespace trace_cost::input
