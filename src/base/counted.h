// "1 trace", "29 traces": a number with the word that goes with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trace_cost::base {

std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace trace_cost::base
