// What happened to a trace id on its way, told from what went in and what came out.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/ids.h"

namespace trace_cost::propagation {

enum class Mangling : std::uint8_t {
  None,               // the two have nothing to do with each other
  TruncatedToLow64,   // the high half is zero (64-bit systems, B3-64)
  TruncatedToHigh64,  // the wrong half was kept, in either place
  ShortenedZeros,     // leading zeros dropped, digits moved to the other end
  SwappedHalves,      // two 64-bit numbers in the wrong order
  ReversedBytes,      // byte order of the whole id
  ReversedHalves,     // byte order of each half
  ReencodedBase64,    // hex digits that were read as base64, or the other way round
  RoundedDouble,      // the low half went through a 64-bit floating point number
  OneDigit,           // one digit differs
  TruncatedDigits,    // at least 16 digits at one end agree, the rest is zero
};

// The change that turns `sent` into `received`; None when none of them does, or either is invalid.
Mangling mangling_between(const model::TraceId& sent, const model::TraceId& received);

// "truncated to its low 64 bits": what was done to it.
std::string_view describe(Mangling mangling);
// What does such a thing, and how to stop it.
std::string_view remedy(Mangling mangling);

}  // namespace trace_cost::propagation
