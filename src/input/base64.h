// Bytes as base64 text (RFC 4648, the standard alphabet, padded).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace trace_cost::input {

// Fills `bytes` and is true when `text` is the base64 of exactly so many bytes.
bool read_base64(std::string_view text, std::span<std::uint8_t> bytes);
std::string to_base64(std::string_view bytes);

}  // namespace trace_cost::input
