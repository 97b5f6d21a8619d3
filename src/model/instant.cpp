#include "model/instant.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "base/decimal.h"

namespace trace_cost::model {

namespace {

// Takes exactly `count` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take_char(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take_char(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take_char(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::optional<std::chrono::seconds> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take_char(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || !take_char(text, ":")) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::seconds{(*hour * 60 + *minute) * 60 + *second};
}

std::optional<Nanos> take_fraction(std::string_view& text) {
  if (!take_char(text, ".,")) return Nanos{0};
  std::int64_t nanos = 0;
  std::int64_t weight = 100'000'000;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    nanos += weight * (text[digits] - '0');
    weight /= 10;
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return Nanos{nanos};
}

std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (take_char(text, "Zz")) return std::chrono::seconds{0};
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hour = take_number(text, 2);
  if (!hour) return std::nullopt;
  take_char(text, ":");
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::seconds{sign * (*hour * 60 + *minute) * 60};
}

}  // namespace

std::optional<Instant> read_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take_char(text, "Tt ")) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const std::chrono::sys_seconds whole = *date + *clock - *offset;
  const std::chrono::seconds latest =
      std::chrono::floor<std::chrono::seconds>(kLatest.time_since_epoch());
  const std::chrono::seconds seconds = whole.time_since_epoch();
  if (seconds < std::chrono::seconds{0} || seconds > latest) return std::nullopt;
  const Instant instant = Instant{whole} + *fraction;
  return instant <= kLatest ? std::optional(instant) : std::nullopt;
}

std::optional<Instant> read_unix_nanos(std::string_view text) {
  if (text.starts_with('-')) return std::nullopt;
  std::int64_t nanos = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), nanos);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  const Instant instant{Nanos{nanos}};
  return instant <= kLatest ? std::optional(instant) : std::nullopt;
}

std::optional<Nanos> read_length(std::string_view text, TimeUnit unit) {
  const int digits_to_nanos = unit == TimeUnit::Seconds ? 9 : 3;
  const auto read =
      base::read_decimal(text, digits_to_nanos, kLatest.time_since_epoch().count()).value;
  if (!read) return std::nullopt;
  return Nanos{static_cast<std::int64_t>(read->units)};
}

std::optional<Instant> read_unix_time(std::string_view text, TimeUnit unit) {
  const std::optional<Nanos> since_epoch = read_length(text, unit);
  if (!since_epoch || *since_epoch < Nanos{0}) return std::nullopt;
  return Instant{*since_epoch};
}

std::optional<Instant> end_of(Instant start, Nanos length) {
  std::int64_t nanos = 0;
  const bool wraps =
      __builtin_add_overflow(start.time_since_epoch().count(), length.count(), &nanos);
  const Instant end{Nanos{nanos}};
  if (wraps || end < Instant{} || end > kLatest) return std::nullopt;
  return end;
}

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{instant - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace trace_cost::model
