#include "input/otlp_ids.h"

#include <optional>

#include "input/base64.h"

namespace trace_cost::input {

namespace {

template <typename Id>
std::optional<Id> from_base64(const Scalar& value) {
  Id id;
  if (!value.is_text() || !read_base64(value.text, id.bytes)) return std::nullopt;
  return id;
}

}  // namespace

model::TraceId otlp_trace_id_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  const auto id = from_base64<model::TraceId>(value);
  return id && id->is_valid() ? *id : trace_id_of(value, field, batch);
}

model::SpanId otlp_span_id_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  const auto id = from_base64<model::SpanId>(value);
  return id && id->is_valid() ? *id : span_id_of(value, field, batch);
}

void read_otlp_parent_id(const Scalar& value, std::string_view field, model::Span& span,
                         SpanBatch& batch) {
  const auto id = from_base64<model::SpanId>(value);
  if (!id) return read_parent_id(value, field, span, batch);
  span.parent = *id;
  span.parent_unreadable = false;
}

}  // namespace trace_cost::input
