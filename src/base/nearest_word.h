// "Did you mean": the word of a list that is closest to what was typed.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace trace_cost::base {

// The candidate with the smallest edit distance to `typed` (inserted, dropped, replaced and
// swapped letters), the first of the list on a tie.
// Empty when even the closest differs by more than a third of its length (at least one edit is
// always allowed), so that no far-fetched word is suggested.
std::optional<std::string_view> nearest_word(std::string_view typed,
                                             std::span<const std::string_view> candidates);

}  // namespace trace_cost::base
