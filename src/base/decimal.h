// Exact decimal numbers as scaled 128-bit integers, read from text and written back as text.
// No double is involved anywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trace_cost::base {

__extension__ using Int128 = __int128;

enum class DecimalFault { NotANumber, NotFinite, OutOfRange };

struct ScaledDecimal {
  Int128 units = 0;   // value * 10^scale
  bool exact = true;  // false when digits beyond the scale were rounded, half to even
};

struct DecimalReading {
  std::optional<ScaledDecimal> value;  // empty when `fault` says why
  DecimalFault fault = DecimalFault::NotANumber;
};

// Reads JSON-like decimal text: sign, digits, point, exponent ("-0.5", "1e-07", "+.5", "12").
// "NaN" and the infinities in any case are NotFinite. OutOfRange when |value| * 10^scale exceeds
// `limit`. `scale` is in [0, 18].
DecimalReading read_decimal(std::string_view text, int scale, Int128 limit);

// Plain notation without exponent or trailing zeros: "0.0066646", "-3", "0". `scale` as above.
std::string plain_decimal(Int128 units, int scale);

// As plain_decimal, with exactly `places` digits after the point; digits beyond are rounded half
// to even, so `places` >= the digits in use keeps the value exact.
std::string fixed_decimal(Int128 units, int scale, int places);

// How many digits after the point plain_decimal would print.
int places_in_use(Int128 units, int scale);

}  // namespace trace_cost::base
