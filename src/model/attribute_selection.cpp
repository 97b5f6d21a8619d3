#include "model/attribute_selection.h"

namespace trace_cost::model {

AttributeKey AttributeSelection::add(std::string_view key) {
  if (const AttributeKey known = find(key)) return known;
  const AttributeKey number(names_.size());
  names_.emplace_back(key);
  numbers_.emplace(names_.back(), number);
  return number;
}

AttributeKey AttributeSelection::find(std::string_view key) const {
  const auto found = numbers_.find(key);
  return found == numbers_.end() ? AttributeKey{} : found->second;
}

}  // namespace trace_cost::model
