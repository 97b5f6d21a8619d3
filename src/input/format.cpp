#include "input/format.h"

namespace trace_cost::input {

Shape Shape::of(JsonObject& object) {
  Shape shape;
  for (auto field : object) {
    const std::string_view key = field.unescaped_key();
    const std::uint64_t own = bit(key);
    shape.keys_ |= own;
    if (own == 0 || own != bit("context")) continue;
    JsonValue value = field.value();
    if (!is_object(value)) continue;
    for (auto inner : value.get_object()) shape.context_ |= bit(inner.unescaped_key());
  }
  return shape;
}

}  // namespace trace_cost::input
