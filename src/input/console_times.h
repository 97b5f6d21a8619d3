// Times of the Python console: "2026-11-22T15:53:54.403081Z", always 27 characters.
#pragma once

#include <array>
#include <cstdint>

#include "input/json_cursor.h"
#include "model/instant.h"

namespace trace_cost::input {

// Remembers the day it saw last: a dump has few days and many times.
class ConsoleTimes {
 public:
  // Steps over the time and the quote behind it; false when it is not laid out like this, or out of
  // the range of Instant.
  bool take(JsonCursor& at, model::Instant& instant);

 private:
  static constexpr std::size_t kDate = 11;  // "2026-11-22T"
  bool know_day(const char* text);

  std::array<char, kDate> date_{};
  std::int64_t midnight_ = 0;  // of that day, in nanoseconds since 1970
};

}  // namespace trace_cost::input
