#include "input/otlp_value_text.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <vector>

#include "input/base64.h"
#include "input/otlp_fields.h"
#include "input/protobuf_wire.h"

namespace trace_cost::input {

namespace {

// AnyValue: 1 string, 2 bool, 3 int64, 4 double, 5 ArrayValue, 6 KeyValueList, 7 bytes.
bool is_known(const WireField& field) {
  switch (field.number) {
    case 1:
    case 5:
    case 6:
    case 7:
      return field.type == WireType::Bytes;
    case 2:
    case 3:
      return field.type == WireType::Varint;
    case 4:
      return field.type == WireType::Fixed64;
    default:
      return false;
  }
}

struct Found {
  std::optional<WireField> value;  // of several types the last one counts
  bool sound = false;
};
Found value_in(std::string_view any_value) {
  Found found;
  WireReader fields(any_value);
  while (const std::optional<WireField> field = fields.next()) {
    if (is_known(*field)) found.value = field;
  }
  found.sound = fields.is_sound();
  return found;
}

bool is_list(const WireField& value) { return value.number == 5 || value.number == 6; }

ValueText scalar_text(const WireField& value) {
  switch (value.number) {
    case 2:
      return {value.value != 0 ? "true" : "false", model::ValueKind::Bool};
    case 3:
      return {std::to_string(static_cast<std::int64_t>(value.value)), model::ValueKind::Number};
    case 4:
      return {shortest_decimal(std::bit_cast<double>(value.value)), model::ValueKind::Number};
    case 7:
      return {to_base64(value.bytes), model::ValueKind::Text};
    default:
      return {std::string(value.bytes), model::ValueKind::Text};
  }
}

void append_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_scalar(const WireField& value, std::string& out) {
  const std::string text = scalar_text(value).text;
  const bool is_finite = text.find_first_of("NI") == std::string::npos;
  switch (value.number) {
    case 2:
      out += "{\"boolValue\":" + text + "}";
      break;
    case 3:
      out += "{\"intValue\":\"" + text + "\"}";
      break;
    case 4:
      out += "{\"doubleValue\":" + (is_finite ? text : '"' + text + '"') + "}";
      break;
    default:
      out += value.number == 7 ? "{\"bytesValue\":" : "{\"stringValue\":";
      append_string(text, out);
      out += '}';
      break;
  }
}

// Writes a list, and the lists in it, without recursion.
class ListText {
 public:
  std::optional<std::string> of(const WireField& list);

 private:
  struct Level {
    WireReader values;
    bool is_pairs = false;
    bool any = false;
    std::string_view closing;  // behind the object of the list
  };

  bool take(std::string_view entry);
  bool take_value(std::string_view any_value, std::string_view closing);
  void close();

  std::vector<Level> levels_;
  std::string out_;
};

std::optional<std::string> ListText::of(const WireField& list) {
  out_ = "{";
  levels_.push_back({WireReader(list.bytes), list.number == 6, false, ""});
  while (!levels_.empty()) {
    Level& level = levels_.back();
    const std::optional<WireField> entry = level.values.next();
    if (!level.values.is_sound()) return std::nullopt;
    if (!entry) {
      close();
    } else if (entry->is(1, WireType::Bytes)) {
      out_ += level.any ? "," : "\"values\":[";
      level.any = true;
      if (!take(entry->bytes)) return std::nullopt;
    }
  }
  return std::move(out_);
}

void ListText::close() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.any) out_ += ']';
  out_ += '}';
  out_ += level.closing;
}

bool ListText::take(std::string_view entry) {
  if (!levels_.back().is_pairs) return take_value(entry, "}");
  WireReader fields(entry);
  std::string_view key;
  std::string_view value;
  while (const std::optional<WireField> field = fields.next()) {
    if (field->is(1, WireType::Bytes)) key = field->bytes;
    if (field->is(2, WireType::Bytes)) value = field->bytes;
  }
  out_ += "{\"key\":";
  append_string(key, out_);
  out_ += ",\"value\":";
  return fields.is_sound() && take_value(value, "}}");
}

// `closing` ends the value's own object, and that of its pair.
bool ListText::take_value(std::string_view any_value, std::string_view closing) {
  const Found found = value_in(any_value);
  if (!found.sound) return false;
  if (found.value && is_list(*found.value) && levels_.size() < kValueDepth) {
    const bool is_pairs = found.value->number == 6;
    out_ += is_pairs ? "{\"kvlistValue\":{" : "{\"arrayValue\":{";
    levels_.push_back({WireReader(found.value->bytes), is_pairs, false, closing});
    return true;
  }
  if (found.value && !is_list(*found.value)) {
    append_scalar(*found.value, out_);
  } else {
    out_ += "{}";
  }
  out_ += closing.substr(1);
  return true;
}

}  // namespace

std::optional<ValueText> otlp_value_text(std::string_view any_value) {
  const Found found = value_in(any_value);
  if (!found.sound) return std::nullopt;
  if (!found.value) return ValueText{};
  if (!is_list(*found.value)) return scalar_text(*found.value);
  std::optional<std::string> text = ListText().of(*found.value);
  if (!text) return std::nullopt;
  return ValueText{*std::move(text), model::ValueKind::Other};
}

}  // namespace trace_cost::input
