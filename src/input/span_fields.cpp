#include "input/span_fields.h"

#include <fmt/format.h>

#include <string>

namespace trace_cost::input {

namespace {

constexpr std::size_t kShown = 60;

void report(base::DiagnosticCode code, std::string_view field, const Scalar& found,
            std::string_view expected, SpanBatch& batch) {
  const std::string_view shown = found.text.substr(0, kShown);
  const std::string_view more = shown.size() < found.text.size() ? "..." : "";
  const std::string_view quote = found.is_text() ? "\"" : "";
  batch.fault(
      code, fmt::format("{} is {}{}{}{}, expected {}", field, quote, shown, more, quote, expected));
}

}  // namespace

void report_field(std::string_view field, const Scalar& found, std::string_view expected,
                  SpanBatch& batch) {
  report(base::DiagnosticCode::BadField, field, found, expected, batch);
}

bool expect_object(JsonValue& value, std::string_view field, SpanBatch& batch) {
  if (is_object(value)) return true;
  const Scalar found = read_scalar(value, batch);
  if (found.kind != model::ValueKind::Null) report_field(field, found, "an object", batch);
  return false;
}

bool expect_array(JsonValue& value, std::string_view field, SpanBatch& batch) {
  if (is_array(value)) return true;
  const Scalar found = read_scalar(value, batch);
  if (found.kind != model::ValueKind::Null) report_field(field, found, "a list", batch);
  return false;
}

std::string_view name_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null) return {};
  if (!value.is_text()) report_field(field, value, "text", batch);
  return value.text;
}

model::TraceId trace_id_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  const auto id = value.is_text() ? model::read_trace_id(value.text) : std::nullopt;
  if (id && id->is_valid()) return *id;
  report(base::DiagnosticCode::BadId, field, value, "32 hex digits, not all zero", batch);
  return {};
}

model::SpanId span_id_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  const auto id = value.is_text() ? model::read_span_id(value.text) : std::nullopt;
  if (id && id->is_valid()) return *id;
  report(base::DiagnosticCode::BadId, field, value, "16 hex digits, not all zero", batch);
  return {};
}

void read_parent_id(const Scalar& value, std::string_view field, model::Span& span,
                    SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null || (value.is_text() && value.text.empty())) return;
  const auto id = value.is_text() ? model::read_span_id(value.text) : std::nullopt;
  span.parent = id.value_or(model::SpanId{});
  span.parent_unreadable = !id;
  if (!id) report(base::DiagnosticCode::BadId, field, value, "16 hex digits or null", batch);
}

model::Instant rfc3339_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null) return model::kUnknownInstant;
  const auto instant = value.is_text() ? model::read_rfc3339(value.text) : std::nullopt;
  if (instant) return *instant;
  report(base::DiagnosticCode::BadTime, field, value,
         "a time like 2026-11-22T15:53:54.403081Z, from 1970 to 2262", batch);
  return model::kUnknownInstant;
}

model::Instant unix_nanos_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null || value.text == "0") return model::kUnknownInstant;
  const auto instant = model::read_unix_nanos(value.text);
  if (instant) return *instant;
  report(base::DiagnosticCode::BadTime, field, value, "nanoseconds since 1970, up to the year 2262",
         batch);
  return model::kUnknownInstant;
}

}  // namespace trace_cost::input
