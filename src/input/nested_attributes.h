// Attributes that a backend took apart at the dots of their keys and wrote as objects in objects:
//
//   {"llm": {"token_count": {"prompt": 100}}, "user.id": "alice"}
//     -> "llm.token_count.prompt" and "user.id"
#pragma once

#include <functional>
#include <string_view>

#include "input/json_access.h"

namespace trace_cost::input {

// Gets the attributes, whose texts live as long as the JSON parser's. The key lives during the
// call.
using AttributeSink = std::function<void(std::string_view key, const Scalar& value)>;

// Hands every attribute that `batch` wants to `found`, in the order of the record, whether its key
// is written flat, nested, or both. What lies below kDeepestAttribute objects has no key we know.
constexpr std::size_t kDeepestAttribute = 32;
void read_nested_attributes(JsonObject object, SpanBatch& batch, const AttributeSink& found);

}  // namespace trace_cost::input
