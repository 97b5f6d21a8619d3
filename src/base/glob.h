// Patterns like those of a shell: '*' stands for any bytes, '?' for one byte, all else for itself.
#pragma once

#include <string_view>

namespace trace_cost::base {

// True when `pattern` covers the whole of `text`. O(text x pattern), without recursion.
bool glob_covers(std::string_view pattern, std::string_view text);

}  // namespace trace_cost::base
