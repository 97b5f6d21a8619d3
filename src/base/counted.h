// Counts as people read them, with the word that goes with them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trace_cost::base {

// "16 204", "-1 000"
std::string grouped(std::int64_t count);

// "1 trace", "29 traces"
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace trace_cost::base
