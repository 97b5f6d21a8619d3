// Text of strangers inside XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::report {

// printable() text with the five characters that XML acts upon as entities, and without those that
// it does not allow at all. Fit for content and for attributes in double quotes.
std::string xml_escaped(std::string_view text);

}  // namespace trace_cost::report
