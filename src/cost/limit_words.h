// Limits, parts and lists as they are written on a command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cost/budget.h"

namespace trace_cost::cost {

// "0.50", "$5", "20000tokens", "20k tokens", "200calls", "2%", or several with commas between. An
// error names neither flag nor file.
base::Result<Limits> read_limits(std::string_view text);

// As read_limits() takes them: "0.5,20000tokens".
std::string words_of(const Limits& limits);

// A part of a limit, "80%" or "0.8", in millionths. Empty when it is none, or not above zero.
std::optional<std::int64_t> read_part(std::string_view text);

// The parts between the separators, without blanks around them; one at least.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace trace_cost::cost
