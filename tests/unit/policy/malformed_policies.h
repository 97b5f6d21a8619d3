// A hundred policies that are wrong in one place each, as people get them wrong.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace trace_cost::policy {

struct Malformed {
  std::string_view text;
  std::uint32_t line;     // where the message must point
  std::string_view says;  // what must stand in it: the key, and where there is one the suggestion
};

const std::vector<Malformed>& malformed_policies();

}  // namespace trace_cost::policy
