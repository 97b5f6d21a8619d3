#include "base/glob.h"

namespace trace_cost::base {

// On a mismatch only the last star may take one byte more: what stood before it has found its
// first place, and a later one cannot help.
bool glob_covers(std::string_view pattern, std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t in_pattern = 0;
  std::size_t in_text = 0;
  std::size_t behind_star = kNone;
  std::size_t starred = 0;  // where the star's part of the text ends
  while (in_text < text.size()) {
    const bool is_open = in_pattern < pattern.size();
    if (is_open && pattern[in_pattern] == '*') {
      behind_star = ++in_pattern;
      starred = in_text;
    } else if (is_open && (pattern[in_pattern] == '?' || pattern[in_pattern] == text[in_text])) {
      ++in_pattern;
      ++in_text;
    } else if (behind_star != kNone) {
      in_pattern = behind_star;
      in_text = ++starred;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
  return in_pattern == pattern.size();
}

}  // namespace trace_cost::base
