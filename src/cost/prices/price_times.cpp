#include "cost/prices/price_times.h"

#include <string>

#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

std::optional<int> two_digits(std::string_view text, int most) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  return value <= most ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<model::Instant> price_start(const base::JsonValue& value, PriceFaults& faults) {
  constexpr std::size_t kDate = 10;
  const std::string text = value.text.size() == kDate ? value.text + "T00:00:00Z" : value.text;
  const auto start = value.is(base::JsonKind::Text) ? model::read_rfc3339(text) : std::nullopt;
  if (!start) faults.tell_expected(value, "a date like \"2026-09-01\" or an instant in RFC 3339");
  return start;
}

std::optional<model::Nanos> time_of_day(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.ends_with("+00:00")) text.remove_suffix(6);
  const bool has_seconds = text.size() == 8;
  if (text.size() != 5 && !has_seconds) return std::nullopt;
  if (text[2] != ':' || (has_seconds && text[5] != ':')) return std::nullopt;
  const auto hours = two_digits(text, 23);
  const auto minutes = two_digits(text.substr(3), 59);
  const auto seconds = has_seconds ? two_digits(text.substr(6), 59) : std::optional(0);
  if (!hours || !minutes || !seconds) return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

std::optional<DailyHours> daily_hours(const base::JsonValue& value, PriceFaults& faults) {
  const std::string_view text = value.text;
  const std::size_t dash = text.find('-');
  if (value.is(base::JsonKind::Text) && dash != std::string_view::npos) {
    const auto from = time_of_day(text.substr(0, dash));
    const auto until = time_of_day(text.substr(dash + 1));
    if (from && until) return DailyHours{*from, *until};
  }
  faults.tell_expected(value, "hours in UTC like \"16:30-00:30\"");
  return std::nullopt;
}

HourWrites hour_writes_of(std::string_view provider, std::string_view name) {
  const bool is_theirs =
      provider == "anthropic" || lower_name(name).find("claude") != std::string::npos;
  return is_theirs ? HourWrites::TwiceTheInput : HourWrites::AsOtherWrites;
}

}  // namespace trace_cost::cost
