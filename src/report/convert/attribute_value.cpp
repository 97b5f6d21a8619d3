#include "report/convert/attribute_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "base/utf8.h"
#include "report/convert/protobuf_writer.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

using Json = nlohmann::ordered_json;

// Values nest as deep as the dump says, and the functions below once for each level.
constexpr std::size_t kDeepest = 32;

bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (const char c : text) {  // brackets in texts count too: then it stays a text
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return deepest > kDeepest;
}

std::optional<Json> read_list(std::string_view text) {
  if (is_too_deep(text)) return std::nullopt;
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_structured()) return std::nullopt;
  return json;
}

void append(const Json& json, std::string& out) {
  out += json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

// {"values":[…]}: what OTLP has inside of arrayValue and kvlistValue.
bool is_otlp_list(const Json& json) {
  return json.is_object() && json.size() == 1 && json.contains("values") &&
         json.at("values").is_array();
}

bool is_otlp_map(const Json& list) {
  const Json& values = list.at("values");
  return !values.empty() && values.front().is_object() && values.front().contains("key");
}

Json unwrapped_list(const Json& list);

// One AnyValue; anything else stays as it is. Recursive, as deep as kDeepest.
Json unwrapped(const Json& any) {
  if (!any.is_object() || any.size() > 1) return any;
  if (any.empty()) return nullptr;
  const std::string& type = any.begin().key();
  const Json& value = any.begin().value();
  if (type == "arrayValue" || type == "kvlistValue") {
    return is_otlp_list(value) ? unwrapped_list(value) : value;
  }
  if (type == "intValue" && value.is_string()) {
    const Json number = Json::parse(value.get<std::string>(), nullptr, false);
    return number.is_number_integer() ? number : value;
  }
  const bool is_scalar = type == "stringValue" || type == "boolValue" || type == "doubleValue" ||
                         type == "intValue" || type == "bytesValue";
  return is_scalar ? value : any;
}

Json unwrapped_list(const Json& list) {
  const bool is_map = is_otlp_map(list);
  Json plain = is_map ? Json::object() : Json::array();
  for (const Json& entry : list.at("values")) {
    if (!is_map) {
      plain.push_back(unwrapped(entry));
    } else if (entry.is_object() && entry.contains("key") && entry.at("key").is_string()) {
      const Json none;
      plain[entry.at("key").get<std::string>()] =
          unwrapped(entry.contains("value") ? entry.at("value") : none);
    }
  }
  return plain;
}

// Recursive, as deep as kDeepest.
Json wrapped(const Json& plain) {
  if (plain.is_null()) return Json::object();
  if (plain.is_boolean()) return {{"boolValue", plain}};
  if (plain.is_string()) return {{"stringValue", plain}};
  if (plain.is_number_float() || plain.dump().size() > 18) return {{"doubleValue", plain}};
  if (plain.is_number()) return {{"intValue", plain.dump()}};
  Json values = Json::array();
  if (plain.is_array()) {
    for (const Json& value : plain) values.push_back(wrapped(value));
    return {{"arrayValue", {{"values", std::move(values)}}}};
  }
  for (const auto& [key, value] : plain.items()) {
    values.push_back({{"key", key}, {"value", wrapped(value)}});
  }
  return {{"kvlistValue", {{"values", std::move(values)}}}};
}

void append_member(std::string_view type, std::string_view literal, std::string& out) {
  out.append("{\"").append(type).append("\":").append(literal).append("}");
}

void append_otlp_text(std::string_view text, std::string& out) {
  out += "{\"stringValue\":";
  append_json_text(text, out);
  out += '}';
}

bool is_json_number(std::string_view literal) {
  const Json number = Json::parse(literal, nullptr, false);
  return number.is_number();
}

void append_otlp_number(const std::string& literal, std::string& out) {
  if (is_int64(literal)) return append_member("intValue", "\"" + literal + "\"", out);
  const bool has_name = literal == "NaN" || literal == "Infinity" || literal == "-Infinity";
  if (has_name) return append_member("doubleValue", "\"" + literal + "\"", out);
  if (is_json_number(literal)) return append_member("doubleValue", literal, out);
  append_otlp_text(literal, out);
}

void append_otlp_list(const std::string& text, std::string& out) {
  const std::optional<Json> json = read_list(text);
  if (!json) return append_otlp_text(text, out);
  if (!is_otlp_list(*json)) return append(wrapped(*json), out);
  out += is_otlp_map(*json) ? "{\"kvlistValue\":" : "{\"arrayValue\":";
  append(*json, out);
  out += '}';
}

std::int64_t int64_of(const std::string& literal) {
  std::int64_t number = 0;
  std::from_chars(literal.data(), literal.data() + literal.size(), number);
  return number;
}

ProtobufWriter number_message(const std::string& literal) {
  ProtobufWriter message;
  if (is_int64(literal)) {
    message.varint_field(3, static_cast<std::uint64_t>(int64_of(literal)));
  } else {
    message.double_field(4, std::strtod(literal.c_str(), nullptr));  // knows NaN and Infinity too
  }
  return message;
}

std::string text_message(std::string_view text) {
  ProtobufWriter message;
  message.bytes_field(1, base::repaired_utf8(text));
  return message.message();
}

std::string any_message(const Json& any);

std::string list_message(const Json& list) {
  ProtobufWriter message;
  if (!is_otlp_list(list)) return {};
  const bool is_map = is_otlp_map(list);
  for (const Json& entry : list.at("values")) {
    if (!is_map) {
      message.bytes_field(1, any_message(entry));
    } else if (entry.is_object() && entry.contains("key") && entry.at("key").is_string()) {
      ProtobufWriter pair;
      pair.bytes_field(1, entry.at("key").get<std::string>());
      const Json none = Json::object();
      pair.bytes_field(2, any_message(entry.contains("value") ? entry.at("value") : none));
      message.bytes_field(1, pair.message());
    }
  }
  return message.message();
}

// An AnyValue of OTLP JSON; {} where it is none. Recursive, as deep as kDeepest.
std::string any_message(const Json& any) {
  ProtobufWriter message;
  if (!any.is_object() || any.size() != 1) return {};
  const std::string& type = any.begin().key();
  const Json& value = any.begin().value();
  const std::string literal = value.is_string() ? value.get<std::string>() : value.dump();
  if (type == "stringValue") return text_message(literal);
  if (type == "boolValue") message.varint_field(2, literal == "true" ? 1 : 0);
  if (type == "intValue" || type == "doubleValue") return number_message(literal).message();
  if (type == "arrayValue") message.bytes_field(5, list_message(value));
  if (type == "kvlistValue") message.bytes_field(6, list_message(value));
  if (type == "bytesValue") return text_message(literal);
  return message.message();
}

}  // namespace

std::string otlp_value_message(const NamedAttribute& attribute) {
  switch (attribute.kind) {
    case model::ValueKind::Null:
      return {};
    case model::ValueKind::Text:
      return text_message(attribute.text);
    case model::ValueKind::Number:
      return number_message(attribute.text).message();
    case model::ValueKind::Bool:
    case model::ValueKind::Other:
      break;
  }
  std::string json;
  append_otlp_value(attribute, json);
  return any_message(Json::parse(json, nullptr, false));
}

bool is_int64(std::string_view literal) {
  std::int64_t number = 0;
  const char* const end = literal.data() + literal.size();
  const auto [stop, error] = std::from_chars(literal.data(), end, number);
  return error == std::errc{} && stop == end && std::to_string(number) == literal;
}

void append_plain_value(const NamedAttribute& attribute, std::string& out) {
  switch (attribute.kind) {
    case model::ValueKind::Null:
      out += "null";
      return;
    case model::ValueKind::Bool:
      out += attribute.text == "true" ? "true" : "false";
      return;
    case model::ValueKind::Number:
      if (!is_json_number(attribute.text)) return append_json_text(attribute.text, out);
      out += attribute.text;
      return;
    case model::ValueKind::Other:
      if (const std::optional<Json> json = read_list(attribute.text)) {
        return append(is_otlp_list(*json) ? unwrapped_list(*json) : *json, out);
      }
      break;
    case model::ValueKind::Text:
      break;
  }
  append_json_text(attribute.text, out);
}

void append_otlp_value(const NamedAttribute& attribute, std::string& out) {
  switch (attribute.kind) {
    case model::ValueKind::Null:
      out += "{}";
      return;
    case model::ValueKind::Bool:
      return append_member("boolValue", attribute.text == "true" ? "true" : "false", out);
    case model::ValueKind::Number:
      return append_otlp_number(attribute.text, out);
    case model::ValueKind::Other:
      return append_otlp_list(attribute.text, out);
    case model::ValueKind::Text:
      break;
  }
  append_otlp_text(attribute.text, out);
}

}  // namespace trace_cost::report
