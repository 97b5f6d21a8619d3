// Whether records may be read on the fast lane, which must not make a difference.
#pragma once

#include <cstdint>

namespace trace_cost::input {

enum class Lanes : std::uint8_t { All, Plain };

}  // namespace trace_cost::input
