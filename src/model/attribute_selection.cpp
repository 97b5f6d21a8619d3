#include "model/attribute_selection.h"

namespace trace_cost::model {

AttributeKey AttributeSelection::add(std::string_view key) {
  const auto [known, is_new] = numbers_.try_emplace(std::string(key), names_.size());
  if (is_new) {
    names_.emplace_back(key);
    is_compared_.push_back(false);
  }
  is_compared_[known->second.number()] = false;
  return known->second;
}

AttributeKey AttributeSelection::add_compared(std::string_view key) {
  const bool is_new = !numbers_.contains(key);
  const AttributeKey number = is_new ? add(key) : numbers_.find(key)->second;
  if (is_new) is_compared_[number.number()] = true;
  return number;
}

// Under no name, for a dump may have an attribute of any name.
AttributeKey AttributeSelection::keep_others() {
  if (!others_) {
    others_ = AttributeKey(names_.size());
    names_.emplace_back();
    is_compared_.push_back(false);
  }
  return others_;
}

AttributeKey AttributeSelection::find(std::string_view key) const {
  const auto found = numbers_.find(key);
  return found == numbers_.end() ? AttributeKey{} : this->key(found->second.number());
}

}  // namespace trace_cost::model
