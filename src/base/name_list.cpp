#include "base/name_list.h"

#include <algorithm>

namespace trace_cost::base {

std::string name_list(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 4;
  std::string said;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
    said += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > kShown) said += " and " + std::to_string(names.size() - kShown) + " more";
  return said;
}

}  // namespace trace_cost::base
