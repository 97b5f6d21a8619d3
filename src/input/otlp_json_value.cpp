#include "input/otlp_json_value.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

#include "input/otlp_json_spans.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

constexpr OtlpKey kString{"stringValue", "string_value"};
constexpr OtlpKey kBool{"boolValue", "bool_value"};
constexpr OtlpKey kInt{"intValue", "int_value"};
constexpr OtlpKey kDouble{"doubleValue", "double_value"};
constexpr OtlpKey kArray{"arrayValue", "array_value"};
constexpr OtlpKey kList{"kvlistValue", "kvlist_value"};
constexpr OtlpKey kBytes{"bytesValue", "bytes_value"};

std::optional<std::int64_t> half_of(const Scalar& scalar) {
  std::int64_t number = 0;
  const char* end = scalar.text.data() + scalar.text.size();
  const auto [stop, error] = std::from_chars(scalar.text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

Scalar joined_halves(JsonObject object, SpanBatch& batch) {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "low") low = half_of(read_scalar(field.value(), batch));
    if (key == "high") high = half_of(read_scalar(field.value(), batch));
  }
  if (!low || !high) return {"{}", model::ValueKind::Other};
  const std::uint64_t bits =
      static_cast<std::uint64_t>(*high) << 32 | (static_cast<std::uint64_t>(*low) & 0xFFFF'FFFF);
  return {batch.keep(std::to_string(static_cast<std::int64_t>(bits))), model::ValueKind::Number};
}

Scalar read_typed(std::string_view type, JsonValue value, SpanBatch& batch) {
  Scalar scalar = type == kInt ? read_int64(value, batch) : read_scalar(value, batch);
  const bool is_number = type == kInt || type == kDouble;
  if (is_number && scalar.is_text()) scalar.kind = model::ValueKind::Number;
  return scalar;
}

bool is_type(std::string_view key) {
  return key == kString || key == kInt || key == kDouble || key == kBool || key == kArray ||
         key == kList || key == kBytes;
}

void read_key_value(JsonObject entry, AttributeOwner owner, SpanBatch& batch) {
  std::string_view key;
  if (entry.find_field_unordered("key").get_string().get(key) != simdjson::SUCCESS) return;
  if (owner == AttributeOwner::Span && !batch.wants(key)) return;
  JsonValue value;
  if (entry.find_field_unordered("value").get(value) != simdjson::SUCCESS) return;
  const Scalar scalar = read_any_value(value, batch);
  if (owner == AttributeOwner::Span) {
    batch.span_attribute(key, scalar.text, scalar.kind);
  } else {
    batch.resource_attribute(key, scalar.text, scalar.kind);
  }
}

}  // namespace

Scalar read_int64(JsonValue value, SpanBatch& batch) {
  if (is_object(value)) return joined_halves(value.get_object(), batch);
  return read_scalar(value, batch);
}

// As protobuf has it, the last of several types counts, and null is none.
Scalar read_any_value(JsonValue value, SpanBatch& batch) {
  Scalar found;
  if (!expect_object(value, "value", batch)) return found;
  for (auto field : value.get_object()) {
    const std::string_view type = key_of(field);
    if (!is_type(type)) continue;
    const Scalar scalar = read_typed(type, field.value(), batch);
    if (scalar.kind != model::ValueKind::Null || found.text.empty()) found = scalar;
  }
  return found;
}

void read_otlp_attributes(JsonValue list, AttributeOwner owner, SpanBatch& batch) {
  if (!expect_array(list, "attributes", batch)) return;
  for (auto entry : list.get_array()) {
    JsonValue item = entry.value();
    if (is_object(item)) read_key_value(item.get_object(), owner, batch);
  }
}

}  // namespace trace_cost::input
