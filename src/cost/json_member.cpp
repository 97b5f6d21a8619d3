#include "cost/json_member.h"

#include <utility>

namespace trace_cost::cost {

base::JsonValue json_object(std::string_view text) {
  if (!text.starts_with('{')) return {};
  auto read = base::read_json(text);
  base::JsonValue* value = std::get_if<base::JsonValue>(&read);
  const bool is_object = value != nullptr && value->is(base::JsonKind::Object);
  return is_object ? std::move(*value) : base::JsonValue{};
}

std::optional<std::string> scalar_member(const base::JsonValue& object, std::string_view name) {
  const base::JsonValue* member = object.find(name);
  if (member == nullptr) return std::nullopt;
  const bool is_scalar = member->is(base::JsonKind::Number) || member->is(base::JsonKind::Text);
  return is_scalar ? std::optional(member->text) : std::nullopt;
}

}  // namespace trace_cost::cost
