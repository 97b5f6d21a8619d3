#include "cost/budget_window.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/nearest_word.h"

namespace trace_cost::cost {

namespace {

struct NamedUnit {
  std::string_view name;
  CalendarUnit unit;
  std::string_view words;
};
constexpr std::array kUnits{
    NamedUnit{"1h", CalendarUnit::Hour, "an hour"},
    NamedUnit{"1d", CalendarUnit::Day, "a day"},
    NamedUnit{"1w", CalendarUnit::Week, "a week"},
    NamedUnit{"1mo", CalendarUnit::Month, "a month"},
};

constexpr std::string_view kTotal = "total";
constexpr std::string_view kRolling = "rolling:";

// What people write for the windows that there are.
struct Synonym {
  std::string_view typed;
  std::string_view meant;
};
constexpr std::array kSynonyms{
    Synonym{"hour", "1h"},   Synonym{"hourly", "1h"},   Synonym{"h", "1h"},
    Synonym{"day", "1d"},    Synonym{"daily", "1d"},    Synonym{"d", "1d"},
    Synonym{"week", "1w"},   Synonym{"weekly", "1w"},   Synonym{"w", "1w"},
    Synonym{"month", "1mo"}, Synonym{"monthly", "1mo"}, Synonym{"mo", "1mo"},
    Synonym{"1m", "1mo"},    Synonym{"24h", "1d"},      Synonym{"7d", "1w"},
    Synonym{"30d", "1mo"},
};

std::string nearest_window(std::string_view text) {
  for (const Synonym& synonym : kSynonyms) {
    if (synonym.typed == text) return std::string(synonym.meant);
  }
  if (read_stretch(text)) return fmt::format("{}{}", kRolling, text);
  static constexpr std::array<std::string_view, 6> kWords{"1h",  "1d",   "1w",
                                                          "1mo", kTotal, "rolling:24h"};
  return std::string(base::nearest_word(text, kWords).value_or(""));
}

base::Error no_window(std::string_view text) {
  const std::string nearest = nearest_window(text);
  const std::string hint = nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest);
  return {base::ErrorCode::BadArgument,
          fmt::format("'{}' is no window{} Known: 1h, 1d, 1w, 1mo, rolling:24h, total", text,
                      hint.empty() ? "." : hint)};
}

std::optional<std::chrono::seconds> unit_length(std::string_view unit) {
  if (unit == "s") return std::chrono::seconds(1);
  if (unit == "m" || unit == "min") return std::chrono::minutes(1);
  if (unit == "h") return std::chrono::hours(1);
  if (unit == "d") return std::chrono::days(1);
  if (unit == "w") return std::chrono::weeks(1);
  return std::nullopt;
}

}  // namespace

std::optional<model::Nanos> read_stretch(std::string_view text) {
  constexpr std::chrono::seconds kLongest = std::chrono::days(36'525);
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count == 0) return std::nullopt;
  const auto unit = unit_length(text.substr(static_cast<std::size_t>(end - text.data())));
  if (!unit || *unit * std::int64_t{count} > kLongest) return std::nullopt;
  return *unit * std::int64_t{count};
}

base::Result<Window> Window::read(std::string_view text) {
  Window window;
  window.name_ = text;
  if (text == kTotal) return window;
  for (const NamedUnit& known : kUnits) {
    if (known.name != text) continue;
    window.unit_ = known.unit;
    return window;
  }
  if (!text.starts_with(kRolling)) return no_window(text);
  const auto length = read_stretch(text.substr(kRolling.size()));
  if (!length) return no_window(text);
  window.length_ = *length;
  return window;
}

std::string Window::words() const {
  for (const NamedUnit& known : kUnits) {
    if (known.unit == unit_) return std::string(known.words);
  }
  return is_rolling() ? "within " + name_.substr(kRolling.size()) : "";
}

}  // namespace trace_cost::cost
