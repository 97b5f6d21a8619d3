#include "cost/bill/bill_days.h"

#include <fmt/format.h>

#include <algorithm>

#include "cost/bill/cell_text.h"

namespace trace_cost::cost {

namespace {

using std::chrono::days;

constexpr std::string_view kDay = "dddd-dd-dd";
constexpr std::string_view kMonth = "dddd-dd";
constexpr std::string_view kSeconds = "dddddddddd";
constexpr std::chrono::year kLastYear{2262};  // model::kLatest lies in it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether `text` is like `pattern`, in which d stands for a digit and '-' for a slash, too.
bool looks_like(std::string_view pattern, std::string_view text) {
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char expected) {
           if (expected == 'd') return is_digit(c);
           return c == expected || (expected == '-' && c == '/');
         });
}

std::string zone_of(UtcOffset offset) {
  const long count = offset.ahead.count();
  return fmt::format("{}{:02}:{:02}", count < 0 ? '-' : '+', std::abs(count) / 60,
                     std::abs(count) % 60);
}

bool has_zone(std::string_view instant) {
  const std::size_t sign = instant.find_last_of("+-");
  return instant.ends_with('Z') || (sign != std::string_view::npos && sign > kDay.size());
}

model::Instant shifted(model::Instant instant, UtcOffset offset) { return instant + offset.ahead; }

std::optional<Days> month_of(std::string_view text, UtcOffset offset) {
  const auto first = read_instant(std::string(text) + "-01", offset);
  if (!first) return std::nullopt;
  const auto day = std::chrono::floor<days>(shifted(*first, offset));
  const std::chrono::year_month_day date(day);
  if (date.year() >= kLastYear) return std::nullopt;
  const std::chrono::sys_days next = date.year() / date.month() / 1 + std::chrono::months{1};
  return Days{*first, model::Instant(next) - offset.ahead};
}

}  // namespace

Days day_of(model::Instant instant, UtcOffset offset) {
  const model::Instant start = std::chrono::floor<days>(shifted(instant, offset)) - offset.ahead;
  return {start, start + days{1}};
}

std::optional<Days> days_between(model::Instant start, model::Instant end, UtcOffset offset) {
  if (end <= start) return std::nullopt;
  return joined(day_of(start, offset), day_of(end - model::Nanos{1}, offset));
}

model::Instant metered_at(const model::Span& span) {
  return span.end == model::kUnknownInstant ? span.start : span.end;
}

Days joined(Days a, Days b) { return {std::min(a.start, b.start), std::max(a.end, b.end)}; }

std::string to_text(Days days, UtcOffset offset) {
  const auto date = [&](model::Instant instant) {
    return model::to_rfc3339(shifted(instant, offset)).substr(0, kDay.size());
  };
  const std::string first = date(days.start);
  const std::string last = date(days.end - model::Nanos{1});
  return first == last ? first : first + "/" + last;
}

std::optional<model::Instant> read_instant(std::string_view text, UtcOffset offset) {
  text = without_blanks(text);
  if (looks_like(kSeconds, text)) return model::read_unix_time(text, model::TimeUnit::Seconds);
  if (text.size() < kDay.size() || !looks_like(kDay, text.substr(0, kDay.size()))) return {};
  std::string instant(text);
  instant[4] = instant[7] = '-';
  if (text.size() == kDay.size()) instant += "T00:00:00";
  constexpr std::size_t kToMinutes = 16;
  if (instant.size() == kToMinutes) instant += ":00";
  if (instant.ends_with(" UTC")) instant.replace(instant.size() - 4, 4, "Z");
  if (!has_zone(instant)) instant += zone_of(offset);
  return model::read_rfc3339(instant);
}

std::optional<Days> read_days(std::string_view text, UtcOffset offset) {
  text = without_blanks(text);
  if (looks_like(kMonth, text)) return month_of(text, offset);
  const auto instant = read_instant(text, offset);
  return instant ? std::optional(day_of(*instant, offset)) : std::nullopt;
}

}  // namespace trace_cost::cost
