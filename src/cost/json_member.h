// Values of attributes that are JSON objects in a text, as Langfuse and MLflow write usage and
// cost.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_document.h"

namespace trace_cost::cost {

// The object in `text`; null when it is none.
base::JsonValue json_object(std::string_view text);

// The number, or the text, of a member; empty when there is no such member or it is something else.
std::optional<std::string> scalar_member(const base::JsonValue& object, std::string_view name);

}  // namespace trace_cost::cost
