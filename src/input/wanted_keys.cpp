#include "input/wanted_keys.h"

#include <cassert>

namespace trace_cost::input {

WantedKeys::WantedKeys(const model::AttributeSelection& selection, std::string_view prefix) {
  assert(prefix.size() == sizeof(std::uint64_t));
  first_.fill(kNone);
  for (std::size_t i = 0; i < selection.size() && i < kNone; ++i) {
    const model::AttributeKey number = selection.key(i);
    const std::string in_place = std::string(prefix) + selection.name(number);
    std::uint16_t& first = first_[slot(std::string_view(in_place).substr(prefix.size()))];
    entries_.push_back({selection.name(number), number, first});
    first = static_cast<std::uint16_t>(i);
  }
}

}  // namespace trace_cost::input
