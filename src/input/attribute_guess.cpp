#include "input/attribute_guess.h"

#include <algorithm>
#include <utility>

namespace trace_cost::input {

AttributeGuess::AttributeGuess() : openings_(1), followers_(kFollowerSlots) {}

void AttributeGuess::learn(std::string_view bytes, ValueShape shape, model::AttributeKey wanted) {
  if (bytes.size() > kLongest) {
    last_ = kNone;
    return;
  }
  const auto [known, is_new] =
      numbers_.try_emplace(std::string(bytes), static_cast<std::uint16_t>(openings_.size()));
  if (is_new && openings_.size() == kMost) {
    numbers_.erase(known);
    last_ = kNone;
    return;
  }
  const std::uint16_t number = known->second;
  if (is_new) {
    Opening& opening = openings_.emplace_back();
    std::copy(bytes.begin(), bytes.end(), opening.bytes.begin());
    opening.all = ~std::uint64_t{0} >> (kLongest - bytes.size());
    opening.size = static_cast<std::uint8_t>(bytes.size());
    opening.shape = shape;
    opening.wanted = wanted;
  }
  std::array<std::uint16_t, 2>& next = followers();
  next[1] = std::exchange(next[0], number);
  last_ = number;
}

}  // namespace trace_cost::input
