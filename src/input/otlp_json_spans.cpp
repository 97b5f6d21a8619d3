#include "input/otlp_json_spans.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <system_error>

#include "input/otlp_fields.h"
#include "input/otlp_ids.h"
#include "input/otlp_json_value.h"

namespace trace_cost::input {

namespace {

constexpr OtlpKey kTraceId{"traceId", "trace_id"};
constexpr OtlpKey kSpanId{"spanId", "span_id"};
constexpr OtlpKey kParentSpanId{"parentSpanId", "parent_span_id"};
constexpr OtlpKey kStart{"startTimeUnixNano", "start_time_unix_nano"};
constexpr OtlpKey kEnd{"endTimeUnixNano", "end_time_unix_nano"};

constexpr std::array<OtlpKey, 4> kOtherSignals{OtlpKey{"resourceLogs", "resource_logs"},
                                               OtlpKey{"resourceMetrics", "resource_metrics"},
                                               OtlpKey{"resourceProfiles", "resource_profiles"},
                                               OtlpKey{"resourceEntities", "resource_entities"}};

std::optional<std::uint32_t> number_of(const Scalar& scalar) {
  std::uint32_t number = 0;
  const char* end = scalar.text.data() + scalar.text.size();
  const auto [stop, error] = std::from_chars(scalar.text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// Collectors up to 0.62 wrote the names of the protobuf enumerators, and proto3 JSON libraries do.
constexpr std::array<std::string_view, 6> kKinds{"SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL",
                                                 "SPAN_KIND_SERVER",      "SPAN_KIND_CLIENT",
                                                 "SPAN_KIND_PRODUCER",    "SPAN_KIND_CONSUMER"};
constexpr std::array<std::string_view, 3> kStatusCodes{"STATUS_CODE_UNSET", "STATUS_CODE_OK",
                                                       "STATUS_CODE_ERROR"};

// The number of an enumerator, written as number or name; 0 and a fault for anything else.
std::uint32_t enumerator_of(const Scalar& scalar, std::string_view field,
                            std::span<const std::string_view> names, SpanBatch& batch) {
  if (scalar.kind == model::ValueKind::Null) return 0;
  const auto name = std::find(names.begin(), names.end(), scalar.text);
  if (name != names.end()) return static_cast<std::uint32_t>(name - names.begin());
  const std::optional<std::uint32_t> number = number_of(scalar);
  if (number && *number < names.size()) return *number;
  report_field(field, scalar, "a number or name of OTLP", batch);
  return 0;
}

void read_status(JsonValue value, model::Span& span, SpanBatch& batch) {
  if (!expect_object(value, "status", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) != "code") continue;
    const Scalar code = read_scalar(field.value(), batch);
    span.status =
        static_cast<model::StatusCode>(enumerator_of(code, "status.code", kStatusCodes, batch));
  }
}

void read_span_member(std::string_view key, JsonValue value, model::Span& span, SpanBatch& batch) {
  if (key == kTraceId) {
    span.trace = otlp_trace_id_of(read_scalar(value, batch), key, batch);
  } else if (key == kSpanId) {
    span.id = otlp_span_id_of(read_scalar(value, batch), key, batch);
  } else if (key == kParentSpanId) {
    read_otlp_parent_id(read_scalar(value, batch), key, span, batch);
  } else if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "kind") {
    const Scalar kind = read_scalar(value, batch);
    span.kind = static_cast<model::SpanKind>(enumerator_of(kind, key, kKinds, batch));
  } else if (key == kStart) {
    span.start = unix_nanos_of(read_int64(value, batch), key, batch);
  } else if (key == kEnd) {
    span.end = unix_nanos_of(read_int64(value, batch), key, batch);
  } else if (key == "attributes") {
    read_otlp_attributes(value, AttributeOwner::Span, batch);
  } else if (key == "status") {
    read_status(value, span, batch);
  } else if (key == "flags") {
    span.parent_place = parent_place_of(number_of(read_scalar(value, batch)).value_or(0));
  }
}

constexpr std::array<std::string_view, 19> kSingleKeys{kTraceId.camel,
                                                       kTraceId.snake,
                                                       kSpanId.camel,
                                                       kSpanId.snake,
                                                       "traceState",
                                                       "trace_state",
                                                       kParentSpanId.camel,
                                                       kParentSpanId.snake,
                                                       "flags",
                                                       "name",
                                                       "kind",
                                                       kStart.camel,
                                                       kStart.snake,
                                                       kEnd.camel,
                                                       kEnd.snake,
                                                       "attributes",
                                                       "events",
                                                       "links",
                                                       "status"};

void read_span(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "span", batch)) return;
  model::Span& span = batch.begin_span();
  bool has_trace = false;
  bool has_id = false;
  SingleKeys keys(kSingleKeys, batch);
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    keys.met(key);
    has_trace |= key == kTraceId;
    has_id |= key == kSpanId;
    read_span_member(key, field.value(), span, batch);
  }
  if (!has_trace) batch.fault(base::DiagnosticCode::BadId, "a span without traceId");
  if (!has_id) batch.fault(base::DiagnosticCode::BadId, "a span without spanId");
}

void read_scope_spans(JsonValue value, SpanBatch& batch) {
  if (!expect_array(value, "scopeSpans", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue scope = entry.value();
    if (!expect_object(scope, "scopeSpans[]", batch)) continue;
    for (auto field : scope.get_object()) {
      if (key_of(field) != "spans") continue;
      JsonValue spans = field.value();
      if (!expect_array(spans, "spans", batch)) continue;
      for (auto span : spans.get_array()) read_span(span.value(), batch);
    }
  }
}

void read_resource(JsonValue value, SpanBatch& batch) {
  if (!expect_object(value, "resource", batch)) return;
  for (auto field : value.get_object()) {
    if (key_of(field) == "attributes") {
      read_otlp_attributes(field.value(), AttributeOwner::Resource, batch);
    }
  }
}

}  // namespace

void read_resource_spans(JsonObject object, SpanBatch& batch) {
  batch.begin_resource();
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "resource") read_resource(field.value(), batch);
    if (key == kScopeSpans || key == kLibrarySpans) read_scope_spans(field.value(), batch);
  }
  batch.assign_resource();
}

void read_resource_spans_list(JsonValue list, std::string_view field, SpanBatch& batch) {
  if (!expect_array(list, field, batch)) return;
  for (auto entry : list.get_array()) {
    JsonValue group = entry.value();
    if (expect_object(group, "resourceSpans[]", batch)) {
      read_resource_spans(group.get_object(), batch);
    }
  }
}

void read_traces_data(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    const std::string_view key = key_of(field);
    const bool is_other = std::any_of(kOtherSignals.begin(), kOtherSignals.end(),
                                      [key](const OtlpKey& other) { return key == other; });
    if (is_other) batch.ignore_part();
    if (key == kResourceSpans) read_resource_spans_list(field.value(), key, batch);
  }
}

}  // namespace trace_cost::input
