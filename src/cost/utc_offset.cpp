#include "cost/utc_offset.h"

#include <fmt/format.h>

#include <optional>

namespace trace_cost::cost {

namespace {

using std::chrono::days;
using std::chrono::minutes;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "+2", "+02", "+0200" and "+02:00" without their sign; empty when it is none of those.
std::optional<minutes> clock_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
    if (!is_digit(c) && c != ':') return std::nullopt;
  }
  const std::size_t colon = text.find(':');
  const bool has_minutes = colon != std::string_view::npos;
  const bool is_clock = has_minutes ? text.size() == colon + 3 && (colon == 1 || colon == 2)
                                    : text.size() == 1 || text.size() == 2 || text.size() == 4;
  if (!is_clock) return std::nullopt;
  const int number = std::stoi(digits);
  const minutes clock =
      digits.size() <= 2 ? minutes{number * 60} : minutes{number / 100 * 60 + number % 100};
  const bool is_in_a_day = clock < days{1} && (digits.size() <= 2 || number % 100 < 60);
  return is_in_a_day ? std::optional(clock) : std::nullopt;
}

}  // namespace

base::Result<UtcOffset> read_utc_offset(std::string_view option, std::string_view text) {
  if (text == "UTC" || text == "utc" || text == "Z") return UtcOffset{};
  if (text.starts_with('+') || text.starts_with('-')) {
    if (const auto clock = clock_of(text.substr(1))) {
      return UtcOffset{text.front() == '-' ? -*clock : *clock};
    }
  }
  return base::Error{
      base::ErrorCode::BadArgument,
      fmt::format("{} {}: expected UTC or an offset like +02:00; the offset of a place changes "
                  "with the season, so that its name does not tell it",
                  option, text)};
}

std::string name_of(UtcOffset offset) {
  const auto minutes = offset.ahead.count();
  if (minutes == 0) return "UTC";
  const auto size = minutes < 0 ? -minutes : minutes;
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace trace_cost::cost
