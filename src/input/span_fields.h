// Fields that several formats share: ids and times as text, with their faults reported.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// Keys that stand once in an object, at most 32 of them. One that comes twice was glued in from
// another record, and condemns this one.
class SingleKeys {
 public:
  // Both outlive this.
  SingleKeys(std::span<const std::string_view> keys, SpanBatch& batch)
      : keys_(keys), batch_(batch) {}
  void met(std::string_view key);

 private:
  std::span<const std::string_view> keys_;
  SpanBatch& batch_;
  std::uint32_t met_ = 0;
};

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

// The id with zeros in front until it has `digits` hex digits, for dumps that cut them off or write
// 64-bit trace ids. What is empty, long enough or no text stays as it is.
Scalar left_padded(const Scalar& id, std::size_t digits, SpanBatch& batch);

// "server", "SERVER": the kind whose name this is in any case; empty for other texts.
std::optional<model::SpanKind> span_kind_named(std::string_view text);
// "Error", "ERROR": likewise the status code.
std::optional<model::StatusCode> status_code_named(std::string_view text);
// Takes the status from what exporters write as attributes where a format has no field for it:
// "otel.status_code", and "error", whose presence is an error unless its value is false. The former
// wins. Any other key leaves `span` as it is.
void read_status_attribute(std::string_view key, const Scalar& value, model::Span& span);

// null is an unknown time; a text that is no time is one too, with a fault.
model::Instant rfc3339_of(const Scalar& value, std::string_view field, SpanBatch& batch);
// Nanoseconds since 1970 as number or text; 0 is an unknown time (OTLP: "0 means unset").
model::Instant unix_nanos_of(const Scalar& value, std::string_view field, SpanBatch& batch);
// Likewise in another unit, with or without a fraction.
model::Instant unix_time_of(const Scalar& value, model::TimeUnit unit, std::string_view field,
                            SpanBatch& batch);
// As rfc3339_of; a time without zone is UTC.
model::Instant utc_time_of(const Scalar& value, std::string_view field, SpanBatch& batch);

// Microseconds, which may be negative; null and what is no length are empty, the latter with a
// fault.
std::optional<model::Nanos> length_of(const Scalar& value, std::string_view field,
                                      SpanBatch& batch);
// Sets the end from the start and a length; it stays unknown where one of them is, and, with a
// fault, where the sum is out of range.
void end_after(std::optional<model::Nanos> length, model::Span& span, SpanBatch& batch);

}  // namespace trace_cost::input
