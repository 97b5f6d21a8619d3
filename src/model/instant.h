// Points in time and lengths of time, in whole nanoseconds. Instant minus Instant is a Nanos;
// Instant plus Instant does not compile.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trace_cost::model {

using Nanos = std::chrono::nanoseconds;

// Nanoseconds since 1970-01-01T00:00:00Z. What is read lies in [1970, kLatest], so that the length
// between any two instants, and an instant plus an hour, still fit.
using Instant = std::chrono::sys_time<Nanos>;
inline constexpr Instant kLatest{Nanos{9'223'000'000'000'000'000}};  // 2262-04-07

// a + b for lengths that are not negative; the largest length instead of an overflow, which only
// invented times can reach.
constexpr Nanos saturating_sum(Nanos a, Nanos b) {
  return b > Nanos::max() - a ? Nanos::max() : a + b;
}

// Reads "2026-11-22T15:53:54.403081Z": 0 to 9 fractional digits (more are cut off), 'Z' or an
// offset like "+05:30", 'T' or a space between date and time. Empty when it is no such text, no
// such day, before 1970 or after kLatest.
std::optional<Instant> read_rfc3339(std::string_view text);

// Reads a decimal count of nanoseconds since 1970. Empty when not all digits, or after
// kLatest.
std::optional<Instant> read_unix_nanos(std::string_view text);

enum class TimeUnit : std::uint8_t { Microseconds, Seconds };

// Reads a decimal count of `unit` since 1970 as JSON writes numbers: "1795363702132964",
// "1795364994.2762184", "1.5e9". What is below the nanosecond is rounded half to even. Empty when
// it is no number, negative, or after kLatest.
std::optional<Instant> read_unix_time(std::string_view text, TimeUnit unit);

// Reads a length in the same way; it may be negative. Empty also when it is longer than kLatest is
// from 1970.
std::optional<Nanos> read_length(std::string_view text, TimeUnit unit);

// start + length, unknown (empty) when that lies before 1970 or after kLatest.
std::optional<Instant> end_of(Instant start, Nanos length);

// "2026-11-22T15:53:54.403081000Z": always nine fractional digits and 'Z'.
std::string to_rfc3339(Instant instant);

}  // namespace trace_cost::model
