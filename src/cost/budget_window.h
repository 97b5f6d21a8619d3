// The time within which a budget holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cost/calendar.h"

namespace trace_cost::cost {

// All of the capture (the default), an hour, day, week or month of the calendar, or any stretch of
// a fixed length that ends with a charge.
class Window {
 public:
  // Reads "total", "1h", "1d", "1w", "1mo", "rolling:24h" (or 90s, 30m, 7d, 2w). An error says what
  // was expected and names the nearest.
  static base::Result<Window> read(std::string_view text);

  [[nodiscard]] std::optional<CalendarUnit> unit() const { return unit_; }
  [[nodiscard]] bool is_rolling() const { return length_.count() > 0; }
  // Of a window that rolls; zero for the others.
  [[nodiscard]] model::Nanos length() const { return length_; }
  // As read() takes it.
  [[nodiscard]] const std::string& name() const { return name_; }
  // "a day", "within 24h"; empty for all of the capture.
  [[nodiscard]] std::string words() const;

 private:
  std::optional<CalendarUnit> unit_;
  model::Nanos length_{0};
  std::string name_ = "total";
};

// Reads "90s", "30m", "24h", "7d", "2w": a whole number above zero of seconds, minutes, hours, days
// or weeks, up to a hundred years.
std::optional<model::Nanos> read_stretch(std::string_view text);

}  // namespace trace_cost::cost
