// Names with '*' in them.
#pragma once

#include <string_view>

namespace trace_cost::policy {

// True when `text` is `pattern`, each '*' of which stands for any number of letters. Takes at most
// the product of both lengths.
bool fits_wildcard(std::string_view pattern, std::string_view text);

}  // namespace trace_cost::policy
