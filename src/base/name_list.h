// Long lists of names in a sentence.
#pragma once

#include <string>
#include <vector>

namespace trace_cost::base {

// "a, b, c, d and 3 more": the first four; empty without names.
std::string name_list(const std::vector<std::string>& names);

}  // namespace trace_cost::base
