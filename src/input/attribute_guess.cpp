#include "input/attribute_guess.h"

#include <utility>

namespace trace_cost::input {

AttributeGuess::AttributeGuess() : openings_(1), followers_(kFollowerSlots) {}

void AttributeGuess::learn(std::string_view bytes, ValueShape shape, model::AttributeKey wanted,
                           Place& place) {
  const std::size_t at = slot(place);
  place.last_ = kNone;
  if (bytes.size() > kLongest) return;
  const auto [known, is_new] =
      numbers_.try_emplace(std::string(bytes), static_cast<std::uint16_t>(openings_.size()));
  if (is_new && openings_.size() == kMost) {
    numbers_.erase(known);
    return;
  }
  const std::uint16_t number = known->second;
  if (is_new) {
    openings_.push_back(
        {MaskedBytes(bytes), static_cast<std::uint8_t>(bytes.size()), shape, wanted});
  }
  followers_[at][1] = std::exchange(followers_[at][0], number);
  place.last_ = number;
}

}  // namespace trace_cost::input
