#include "input/console_times.h"

#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "input/fixed_digits.h"

namespace trace_cost::input {

namespace {

// Two digits below `end`; false for anything else.
bool read_pair(const char* text, std::int64_t end, std::int64_t& value) {
  const int tens = text[0] - '0';
  const int ones = text[1] - '0';
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return false;
  value = tens * 10 + ones;
  return value < end;
}

// "15:53:54" in seconds.
bool read_clock(const char* text, std::int64_t& seconds) {
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  if (!read_pair(text, 24, hours) || !read_pair(text + 3, 60, minutes) ||
      !read_pair(text + 6, 60, seconds)) {
    return false;
  }
  seconds += (hours * 60 + minutes) * 60;
  return text[2] == ':' && text[5] == ':';
}

// Six digits behind "00", which makes them eight.
bool read_micros(const char* digits, std::uint64_t& micros) {
  std::array<char, 8> eight{'0', '0'};
  std::memcpy(eight.data() + 2, digits, 6);
  return read_decimal_word(eight.data(), micros);
}

}  // namespace

bool ConsoleTimes::know_day(const char* text) {
  if (std::memcmp(text, date_.data(), kDate) == 0) return true;
  const std::string midnight = std::string(text, kDate) + "00:00:00Z";
  const std::optional<model::Instant> instant = model::read_rfc3339(midnight);
  if (!instant) return false;
  std::memcpy(date_.data(), text, kDate);
  midnight_ = instant->time_since_epoch().count();
  return true;
}

bool ConsoleTimes::take(JsonCursor& at, model::Instant& instant) {
  const char* text = at.here();
  std::int64_t seconds = 0;
  std::uint64_t micros = 0;
  if (!know_day(text) || !read_clock(text + kDate, seconds) || text[19] != '.' ||
      !read_micros(text + 20, micros)) {
    return false;
  }
  at.skip(26);
  constexpr std::int64_t kDayNanos = 86'400'000'000'000;
  if (midnight_ > model::kLatest.time_since_epoch().count() - kDayNanos) return false;
  instant = model::Instant{
      model::Nanos{midnight_ + seconds * 1'000'000'000 + static_cast<std::int64_t>(micros) * 1000}};
  return at.take("Z\"");
}

}  // namespace trace_cost::input
