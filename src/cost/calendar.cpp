#include "cost/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace trace_cost::cost {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using LocalSeconds = std::chrono::sys_seconds;  // as if the local clock showed UTC

constexpr int kDaysOfWeek = 7;
constexpr int kThursday = 3;  // 1970-01-01, counted from Monday
constexpr int kMonthsOfYear = 12;

LocalSeconds local(model::Instant instant, UtcOffset offset) {
  return std::chrono::floor<seconds>(instant) + offset.ahead;
}

std::int64_t month_number(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return std::int64_t{int{date.year()}} * kMonthsOfYear + unsigned{date.month()} - 1;
}

std::chrono::sys_days first_of_month(std::int64_t number) {
  const std::chrono::year year(static_cast<int>(number / kMonthsOfYear));
  const std::chrono::month month(static_cast<unsigned>(number % kMonthsOfYear) + 1);
  return year / month / std::chrono::day(1);
}

std::int64_t floor_div(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

std::int64_t week_number(std::chrono::sys_days day) {
  return floor_div(day.time_since_epoch().count() + kThursday, kDaysOfWeek);
}

std::chrono::sys_days monday_of(std::int64_t week) {
  return std::chrono::sys_days(days(week * kDaysOfWeek - kThursday));
}

LocalSeconds start_of(std::int64_t number, CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::Hour:
      return LocalSeconds(hours(number));
    case CalendarUnit::Day:
      return std::chrono::sys_days(days(number));
    case CalendarUnit::Week:
      return monday_of(number);
    case CalendarUnit::Month:
      break;
  }
  return first_of_month(number);
}

model::Instant instant_of(LocalSeconds local, UtcOffset offset) {
  const std::chrono::sys_seconds at = local - offset.ahead;
  return std::min(at, std::chrono::floor<seconds>(model::kLatest));
}

// The week belongs to the year of its Thursday.
std::string iso_week(std::int64_t week) {
  const std::chrono::sys_days thursday = monday_of(week) + days(kThursday);
  const std::chrono::year year = std::chrono::year_month_day(thursday).year();
  const std::chrono::sys_days first = year / std::chrono::January / std::chrono::day(1);
  return fmt::format("{:04}-W{:02}", int{year}, (thursday - first).count() / kDaysOfWeek + 1);
}

}  // namespace

std::int64_t period_number(model::Instant instant, CalendarUnit unit, UtcOffset offset) {
  const LocalSeconds at = local(instant, offset);
  if (unit == CalendarUnit::Hour) {
    return std::chrono::floor<hours>(at).time_since_epoch().count();
  }
  const auto day = std::chrono::floor<days>(at);
  if (unit == CalendarUnit::Day) return day.time_since_epoch().count();
  return unit == CalendarUnit::Week ? week_number(day) : month_number(day);
}

Period period_of(model::Instant instant, CalendarUnit unit, UtcOffset offset) {
  const std::int64_t number = period_number(instant, unit, offset);
  return {instant_of(start_of(number, unit), offset),
          instant_of(start_of(number + 1, unit), offset)};
}

std::string period_name(model::Instant instant, CalendarUnit unit, UtcOffset offset) {
  const std::int64_t number = period_number(instant, unit, offset);
  if (unit == CalendarUnit::Week) return iso_week(number);
  const std::string text = model::to_rfc3339(start_of(number, unit));  // 2026-11-22T15:00:00…
  constexpr std::size_t kMonth = 7;
  constexpr std::size_t kDay = 10;
  constexpr std::size_t kHour = 13;
  if (unit == CalendarUnit::Month) return text.substr(0, kMonth);
  return text.substr(0, unit == CalendarUnit::Day ? kDay : kHour);
}

}  // namespace trace_cost::cost
