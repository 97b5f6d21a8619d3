// The content of a string with escapes: of JSON that a strict parser refused, or of JavaScript
// and Rust, whose escapes are among the former's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trace_cost::input {

enum class Escapes : std::uint8_t { Json, JavaScript };

// `token` begins with a quote and ends with the string's closing quote, the same, or behind it.
// Escapes are resolved; a lone surrogate or an escape that is none becomes U+FFFD.
std::string unescape_leniently(std::string_view token, Escapes escapes = Escapes::Json);

}  // namespace trace_cost::input
