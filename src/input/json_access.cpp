#include "input/json_access.h"

#include "input/json_unescape.h"

namespace trace_cost::input {

namespace {

std::string_view without_blanks_behind(std::string_view token) {
  const std::size_t last = token.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view{} : token.substr(0, last + 1);
}

Scalar read_string(JsonValue value, std::string_view token, SpanBatch& batch) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return {text, model::ValueKind::Text};
  return {batch.keep(unescape_leniently(token)), model::ValueKind::Text};
}

}  // namespace

Scalar read_scalar(JsonValue value, SpanBatch& batch) {
  const std::string_view token = without_blanks_behind(value.raw_json_token());
  switch (token.empty() ? '\0' : token.front()) {
    case '"':
      return read_string(value, token, batch);
    case '{':
    case '[': {
      const std::string_view raw = token.front() == '{' ? value.get_object().value().raw_json()
                                                        : value.get_array().value().raw_json();
      return {raw, model::ValueKind::Other};
    }
    default:
      break;
  }
  if (token == "null") return {token, model::ValueKind::Null};
  const bool is_bool = token == "true" || token == "false";
  return {token, is_bool ? model::ValueKind::Bool : model::ValueKind::Number};
}

bool has_member(JsonObject& object, std::string_view key) {
  const simdjson::error_code error = object.find_field_unordered(key).error();
  if (error != simdjson::SUCCESS && error != simdjson::NO_SUCH_FIELD) {
    throw simdjson::simdjson_error(error);
  }
  const auto rewound = object.reset();
  if (rewound.error() != simdjson::SUCCESS) throw simdjson::simdjson_error(rewound.error());
  return error == simdjson::SUCCESS;
}

std::string_view key_of(JsonField& field) {
  std::string_view key;
  const simdjson::error_code error = field.unescaped_key().get(key);
  if (error == simdjson::STRING_ERROR) return {};
  if (error != simdjson::SUCCESS) throw simdjson::simdjson_error(error);
  return key;
}

bool is_object(JsonValue& value) { return value.raw_json_token().front() == '{'; }
bool is_array(JsonValue& value) { return value.raw_json_token().front() == '['; }

}  // namespace trace_cost::input
