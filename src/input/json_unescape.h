// The content of a JSON string that a strict parser refused.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::input {

// `token` begins with a quote and ends with the string's closing quote or behind it. Escapes are
// resolved; a lone surrogate or an escape that is none becomes U+FFFD.
std::string unescape_leniently(std::string_view token);

}  // namespace trace_cost::input
