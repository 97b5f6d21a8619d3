#include "model/string_pool.h"

#include <algorithm>

namespace trace_cost::model {

StringId StringPool::intern(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  auto* copy = static_cast<char*>(bytes_->allocate(std::max<std::size_t>(text.size(), 1), 1));
  std::copy(text.begin(), text.end(), copy);
  const std::string_view kept(copy, text.size());
  const StringId id(texts_.size());
  texts_.push_back(kept);
  ids_.emplace(kept, id);
  return id;
}

StringId StringPool::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? StringId{} : found->second;
}

}  // namespace trace_cost::model
