#include "input/otlp_protobuf_spans.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/utf8.h"
#include "input/otlp_fields.h"
#include "input/otlp_value_text.h"
#include "input/protobuf_wire.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;

enum class Owner : std::uint8_t { Span, Resource };

// A span has times in fields 7 and 8, or ids of 16 and 8 bytes. Logs and metrics, whose outer
// messages look alike, have neither.
bool looks_like_span(std::string_view message) {
  WireReader fields(message);
  bool has_trace = false;
  bool has_id = false;
  bool has_time = false;
  while (const std::optional<WireField> field = fields.next()) {
    has_trace |= field->is(1, WireType::Bytes) && field->bytes.size() == 16;
    has_id |= field->is(2, WireType::Bytes) && field->bytes.size() == 8;
    has_time |= field->is(7, WireType::Fixed64) || field->is(8, WireType::Fixed64);
  }
  return has_time || (has_trace && has_id);
}

class Decoder {
 public:
  explicit Decoder(SpanBatch& batch) : batch_(batch) {}

  BinaryStream::Verdict read(std::string_view message);

 private:
  void read_resource_spans(std::string_view message);
  void read_resource(std::string_view message);
  void read_scope_spans(std::string_view message);
  void read_span(std::string_view message);
  void read_span_field(const WireField& field, model::Span& span);
  void read_status(std::string_view message, model::Span& span);
  void read_key_value(std::string_view message, Owner owner);
  void end_of(const WireReader& fields) { broken_ |= !fields.is_sound(); }

  template <typename Id>
  Id id_of(std::string_view bytes, std::string_view field);
  void read_parent(std::string_view bytes, model::Span& span);
  model::Instant instant_of(std::uint64_t nanos, std::string_view field);
  std::string_view utf8(std::string_view bytes);

  SpanBatch& batch_;
  bool broken_ = false;
  bool repaired_ = false;
  bool has_other_signals_ = false;
};

BinaryStream::Verdict Decoder::read(std::string_view message) {
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Bytes)) read_resource_spans(field->bytes);
  }
  end_of(fields);
  if (broken_) return {BinaryStream::Outcome::Damaged, false};
  if (has_other_signals_ && batch_.empty()) return {BinaryStream::Outcome::NoSpan, false};
  if (has_other_signals_) batch_.ignore_part();
  return {BinaryStream::Outcome::Spans, repaired_};
}

void Decoder::read_resource_spans(std::string_view message) {
  constexpr std::uint32_t kLibrarySpans = 1000;
  batch_.begin_resource();
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Bytes)) read_resource(field->bytes);
    if (field->is(2, WireType::Bytes) || field->is(kLibrarySpans, WireType::Bytes)) {
      read_scope_spans(field->bytes);
    }
  }
  end_of(fields);
  batch_.assign_resource();
}

void Decoder::read_resource(std::string_view message) {
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Bytes)) read_key_value(field->bytes, Owner::Resource);
  }
  end_of(fields);
}

void Decoder::read_scope_spans(std::string_view message) {
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (!field->is(2, WireType::Bytes)) continue;
    if (looks_like_span(field->bytes)) {
      read_span(field->bytes);
    } else {
      has_other_signals_ = true;
    }
  }
  end_of(fields);
}

void Decoder::read_span(std::string_view message) {
  model::Span& span = batch_.begin_span();
  bool has_trace = false;
  bool has_id = false;
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    has_trace |= field->is(1, WireType::Bytes);
    has_id |= field->is(2, WireType::Bytes);
    read_span_field(*field, span);
  }
  end_of(fields);
  if (!has_trace) batch_.fault(DiagnosticCode::BadId, "a span without traceId");
  if (!has_id) batch_.fault(DiagnosticCode::BadId, "a span without spanId");
}

void Decoder::read_span_field(const WireField& field, model::Span& span) {
  if (field.is(1, WireType::Bytes)) {
    span.trace = id_of<model::TraceId>(field.bytes, "traceId");
  } else if (field.is(2, WireType::Bytes)) {
    span.id = id_of<model::SpanId>(field.bytes, "spanId");
  } else if (field.is(4, WireType::Bytes)) {
    read_parent(field.bytes, span);
  } else if (field.is(5, WireType::Bytes)) {
    batch_.name(utf8(field.bytes));
  } else if (field.is(6, WireType::Varint)) {
    const std::optional<model::SpanKind> kind = span_kind_of(field.value);
    span.kind = kind.value_or(model::SpanKind::Unspecified);
    if (!kind) {
      batch_.fault(DiagnosticCode::BadField,
                   fmt::format("kind is {}, expected a number of OTLP", field.value));
    }
  } else if (field.is(7, WireType::Fixed64)) {
    span.start = instant_of(field.value, "startTimeUnixNano");
  } else if (field.is(8, WireType::Fixed64)) {
    span.end = instant_of(field.value, "endTimeUnixNano");
  } else if (field.is(9, WireType::Bytes)) {
    read_key_value(field.bytes, Owner::Span);
  } else if (field.is(15, WireType::Bytes)) {
    read_status(field.bytes, span);
  } else if (field.is(16, WireType::Fixed32)) {
    span.parent_place = parent_place_of(field.value);
  }
}

// Before opentelemetry-proto 0.14 the code stood in field 1, and every number but 0 was an error.
void Decoder::read_status(std::string_view message, model::Span& span) {
  std::uint64_t old_code = 0;
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Varint)) old_code = field->value;
    if (!field->is(3, WireType::Varint)) continue;
    const std::optional<model::StatusCode> code = status_code_of(field->value);
    span.status = code.value_or(model::StatusCode::Unset);
    if (!code) {
      batch_.fault(DiagnosticCode::BadField,
                   fmt::format("status.code is {}, expected a number of OTLP", field->value));
    }
  }
  end_of(fields);
  if (span.status == model::StatusCode::Unset && old_code != 0) {
    span.status = model::StatusCode::Error;
  }
}

void Decoder::read_key_value(std::string_view message, Owner owner) {
  std::string_view key;
  std::optional<std::string_view> value;
  WireReader fields(message);
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Bytes)) key = field->bytes;
    if (field->is(2, WireType::Bytes)) value = field->bytes;
  }
  end_of(fields);
  const bool is_service = owner == Owner::Resource && key.starts_with("service.");
  if (!value || (!is_service && !batch_.wants(key))) return;
  std::optional<ValueText> found = otlp_value_text(*value);
  broken_ |= !found;
  if (!found) return;
  const std::string_view text = utf8(batch_.keep(std::move(found->text)));
  if (owner == Owner::Span) {
    batch_.span_attribute(key, text, found->kind);
  } else {
    batch_.resource_attribute(key, text, found->kind);
  }
}

template <typename Id>
Id Decoder::id_of(std::string_view bytes, std::string_view field) {
  Id id;
  if (bytes.size() == id.bytes.size()) std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  if (!id.is_valid()) {
    batch_.fault(DiagnosticCode::BadId,
                 fmt::format("{} has {} bytes{}, expected {}, not all zero", field, bytes.size(),
                             bytes.size() == id.bytes.size() ? " of zero" : "", id.bytes.size()));
  }
  return id;
}

void Decoder::read_parent(std::string_view bytes, model::Span& span) {
  span.parent = {};
  span.parent_unreadable = !bytes.empty() && bytes.size() != span.parent.bytes.size();
  if (bytes.size() == span.parent.bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), span.parent.bytes.begin());
  } else if (span.parent_unreadable) {
    batch_.fault(DiagnosticCode::BadId,
                 fmt::format("parentSpanId has {} bytes, expected 8 or none", bytes.size()));
  }
}

model::Instant Decoder::instant_of(std::uint64_t nanos, std::string_view field) {
  const auto latest = static_cast<std::uint64_t>(model::kLatest.time_since_epoch().count());
  if (nanos == 0) return model::kUnknownInstant;
  if (nanos <= latest) return model::Instant{model::Nanos{static_cast<std::int64_t>(nanos)}};
  batch_.fault(
      DiagnosticCode::BadTime,
      fmt::format("{} is {}, expected nanoseconds since 1970, up to the year 2262", field, nanos));
  return model::kUnknownInstant;
}

std::string_view Decoder::utf8(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return bytes;
  repaired_ = true;
  return batch_.keep(base::repaired_utf8(bytes));
}

}  // namespace

BinaryStream::Verdict read_otlp_protobuf(std::string_view message, SpanBatch& batch) {
  return Decoder(batch).read(message);
}

}  // namespace trace_cost::input
