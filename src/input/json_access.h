// Checked reads from JSON that nobody vouches for. The one header that brings simdjson in; its
// exceptions are caught where a record is decoded, by RecordDecoder and, for JSON texts inside of
// JSON, in src/input/aws_xray.cpp, and nowhere else.
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

// Whether the object has this member; it can be read from its front afterwards.
bool has_member(JsonObject& object, std::string_view key);

// The unescaped key. A key with a lone surrogate is the empty text, since no key we know has one.
std::string_view key_of(JsonField& field);

// A walk over the members of an object or the entries of a list that may rest while another walk
// goes on inside of the current one, so that nested input needs a stack and no recursion.
template <typename Container, typename Iterator>
class JsonWalk {
 public:
  explicit JsonWalk(Container container)
      : at_(container.begin().value()), end_(container.end().value()) {}

  // Steps to the next one, over whatever of the current one was not read; false at the end.
  bool next() {
    if (started_) ++at_;
    started_ = true;
    return at_ != end_;
  }
  // To be called once for each next().
  auto current() { return *at_; }

 private:
  Iterator at_;
  Iterator end_;
  bool started_ = false;
};
using ObjectWalk = JsonWalk<JsonObject, simdjson::ondemand::object_iterator>;
using ArrayWalk = JsonWalk<simdjson::ondemand::array, simdjson::ondemand::array_iterator>;

bool is_object(JsonValue& value);
bool is_array(JsonValue& value);

}  // namespace trace_cost::input
