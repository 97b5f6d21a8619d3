#include "input/span_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The place of `text` in `names`, which are lower case; names.size() when it is none of them.
template <std::size_t kCount>
std::size_t place_of(std::string_view text, const std::array<std::string_view, kCount>& names) {
  const auto equal = [text](std::string_view name) {
    return std::equal(text.begin(), text.end(), name.begin(), name.end(),
                      [](char a, char b) { return lower_case(a) == b; });
  };
  const auto found = std::find_if(names.begin(), names.end(), equal);
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

void SingleKeys::met(std::string_view key) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] != key) continue;
    const std::uint32_t bit = std::uint32_t{1} << i;
    if ((met_ & bit) != 0) {
      batch_.condemn(fmt::format("\"{}\" stands twice in one span, which no exporter writes", key));
    }
    met_ |= bit;
    return;
  }
}

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

Scalar left_padded(const Scalar& id, std::size_t digits, SpanBatch& batch) {
  if (!id.is_text() || id.text.empty() || id.text.size() >= digits) return id;
  std::string padded(digits - id.text.size(), '0');
  padded += id.text;
  return {batch.keep(std::move(padded)), id.kind};
}

std::optional<model::SpanKind> span_kind_named(std::string_view text) {
  constexpr std::array<std::string_view, 6> kNames{"unspecified", "internal", "server",
                                                   "client",      "producer", "consumer"};
  const std::size_t place = place_of(text, kNames);
  if (place == kNames.size()) return std::nullopt;
  return static_cast<model::SpanKind>(place);
}

std::optional<model::StatusCode> status_code_named(std::string_view text) {
  constexpr std::array<std::string_view, 3> kNames{"unset", "ok", "error"};
  const std::size_t place = place_of(text, kNames);
  if (place == kNames.size()) return std::nullopt;
  return static_cast<model::StatusCode>(place);
}

void read_status_attribute(std::string_view key, const Scalar& value, model::Span& span) {
  if (key == "otel.status_code") {
    span.status = status_code_named(value.text).value_or(span.status);
  } else if (key == "error" && span.status == model::StatusCode::Unset) {
    const bool is_error = value.kind != model::ValueKind::Null && value.text != "false";
    if (is_error) span.status = model::StatusCode::Error;
  }
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

model::Instant unix_time_of(const Scalar& value, model::TimeUnit unit, std::string_view field,
                            SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null || value.text == "0") return model::kUnknownInstant;
  const auto instant = model::read_unix_time(value.text, unit);
  if (instant) return *instant;
  report(base::DiagnosticCode::BadTime, field, value,
         unit == model::TimeUnit::Seconds ? "seconds since 1970, up to the year 2262"
                                          : "microseconds since 1970, up to the year 2262",
         batch);
  return model::kUnknownInstant;
}

model::Instant utc_time_of(const Scalar& value, std::string_view field, SpanBatch& batch) {
  if (!value.is_text()) return rfc3339_of(value, field, batch);
  const auto instant = model::read_rfc3339(value.text);
  const auto utc = instant ? instant : model::read_rfc3339(std::string(value.text) + "Z");
  return utc ? *utc : rfc3339_of(value, field, batch);
}

std::optional<model::Nanos> length_of(const Scalar& value, std::string_view field,
                                      SpanBatch& batch) {
  if (value.kind == model::ValueKind::Null) return std::nullopt;
  const auto length = model::read_length(value.text, model::TimeUnit::Microseconds);
  if (!length) report(base::DiagnosticCode::BadTime, field, value, "microseconds", batch);
  return length;
}

void end_after(std::optional<model::Nanos> length, model::Span& span, SpanBatch& batch) {
  if (!length || span.start == model::kUnknownInstant) return;
  const auto end = model::end_of(span.start, *length);
  span.end = end.value_or(model::kUnknownInstant);
  if (end) return;
  batch.fault(
      base::DiagnosticCode::BadTime,
      fmt::format("a duration of {} ns leads out of the years 1970 to 2262", length->count()));
}

}  // namespace trace_cost::input
