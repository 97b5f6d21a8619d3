// Checked reads from JSON that nobody vouches for. The one header that brings simdjson in; its
// exceptions are caught in decode_object() and nowhere else.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "input/span_batch.h"
#include "model/span.h"

namespace trace_cost::input {

using JsonObject = simdjson::ondemand::object;
using JsonValue = simdjson::ondemand::value;
using JsonField = simdjson::simdjson_result<simdjson::ondemand::field>;

// A value without structure, or the raw text of one that has some.
struct Scalar {
  std::string_view text;  // a string's content, otherwise the literal; lives as long as the batch
  model::ValueKind kind = model::ValueKind::Null;

  [[nodiscard]] bool is_text() const { return kind == model::ValueKind::Text; }
};

// Reads any value. Bare NaN and Infinity are Numbers here (Python writes them). A string with a
// lone surrogate, which strict parsers refuse, gets U+FFFD in its place; `batch` keeps such texts.
Scalar read_scalar(JsonValue value, SpanBatch& batch);

// The unescaped key. A key with a lone surrogate is the empty text, since no key we know has one.
std::string_view key_of(JsonField& field);

bool is_object(JsonValue& value);
bool is_array(JsonValue& value);

}  // namespace trace_cost::input
