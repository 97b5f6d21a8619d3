#include "report/render/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "base/counted.h"
#include "base/decimal.h"
#include "report/render/shown_text.h"

namespace trace_cost::report {

namespace {

constexpr std::string_view kUnknown = "–";
constexpr int kFewestPlaces = 2;

std::uint64_t magnitude(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? 0 - bits : bits;
}

std::uint64_t rounded(std::uint64_t number, std::uint64_t step) {
  return number / step + (number % step >= step - step / 2 ? 1 : 0);
}

// A length is printed on the first rung whose steps are few enough after rounding, so that
// 999.96 ms becomes 1.000 s and not 1000.0 ms.
struct Rung {
  std::uint64_t step;  // nanoseconds of one unit in the last place
  int decimals;
  std::uint64_t below;
  std::string_view unit;
};
constexpr std::array kRungs{
    Rung{1, 0, 1'000, "ns"},         Rung{10, 2, 1'000, "µs"},
    Rung{100, 1, 1'000, "µs"},       Rung{1'000, 0, 1'000, "µs"},
    Rung{10'000, 2, 1'000, "ms"},    Rung{100'000, 1, 10'000, "ms"},
    Rung{1'000'000, 3, 10'000, "s"}, Rung{10'000'000, 2, 6'000, "s"},
};

constexpr std::uint64_t kSecond = 1'000'000'000;

// "2 min 03 s"
struct LongRung {
  std::uint64_t step;
  std::uint64_t steps_per_unit;
  std::uint64_t below;
  std::string_view unit;
  std::string_view step_unit;
};
constexpr std::array kLongRungs{
    LongRung{kSecond, 60, 3'600, "min", "s"},
    LongRung{60 * kSecond, 60, 1'440, "h", "min"},
    LongRung{3'600 * kSecond, 24, std::numeric_limits<std::uint64_t>::max(), "d", "h"},
};

std::string long_length_text(std::uint64_t nanos) {
  const auto* const rung = std::find_if(kLongRungs.begin(), kLongRungs.end() - 1, [&](LongRung r) {
    return rounded(nanos, r.step) < r.below;
  });
  const std::uint64_t steps = rounded(nanos, rung->step);
  return fmt::format("{} {} {:02} {}", steps / rung->steps_per_unit, rung->unit,
                     steps % rung->steps_per_unit, rung->step_unit);
}

std::string length_text(std::uint64_t nanos) {
  const auto* const rung = std::find_if(kRungs.begin(), kRungs.end(),
                                        [&](Rung r) { return rounded(nanos, r.step) < r.below; });
  if (rung == kRungs.end()) return long_length_text(nanos);
  const auto steps = static_cast<base::Int128>(rounded(nanos, rung->step));
  return fmt::format("{} {}", base::fixed_decimal(steps, rung->decimals, rung->decimals),
                     rung->unit);
}

std::string trusted_text(Duration duration) {
  if (duration.trust == Trust::None) return std::string(kUnknown);
  return (duration.trust == Trust::Rough ? "~" : "") + duration_text(duration.nanos);
}

std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

struct ToText {
  int places;
  std::string operator()(Unknown) const { return std::string(kUnknown); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t count) const { return count_text(count); }
  std::string operator()(Number number) const { return fmt::format("{:.4g}", number.value); }
  std::string operator()(model::Money money) const { return money_text(money, places); }
  std::string operator()(Duration duration) const { return trusted_text(duration); }
  std::string operator()(model::Instant instant) const { return instant_text(instant); }
  std::string operator()(Share share) const { return share_text(share); }
  std::string operator()(const Texts& texts) const { return joined(texts); }
  std::string operator()(const Records&) const { return {}; }
};

}  // namespace

std::string duration_text(model::Nanos nanos) {
  return (nanos.count() < 0 ? "-" : "") + length_text(magnitude(nanos.count()));
}

std::string money_text(model::Money money, int places) {
  const std::string digits = money.with_places(std::max(places, money.places()));
  return digits.front() == '-' ? "-$" + digits.substr(1) : "$" + digits;
}

std::string count_text(std::int64_t count) { return base::grouped(count); }

std::string share_text(Share share) {
  constexpr std::uint64_t kWhole = 1'000'000;
  const std::uint64_t part = magnitude(share.millionths);
  const std::string sign = share.millionths < 0 ? "-" : "";
  const std::uint64_t tenths = rounded(part, 1'000);
  if (tenths == 0 && part > 0) return sign.empty() ? "< 0.1 %" : "> -0.1 %";
  if (tenths == 1'000 && part < kWhole) return sign.empty() ? "> 99.9 %" : "< -99.9 %";
  return fmt::format("{}{}.{} %", sign, tenths / 10, tenths % 10);
}

std::string instant_text(model::Instant instant) {
  const std::string text = model::to_rfc3339(instant);  // 2026-11-22T16:08:22.156081000Z
  return text.substr(0, 10) + " " + text.substr(11, 12) + " UTC";
}

std::string value_text(const Value& value, Wording wording) {
  const ToText to_text{wording.money_places};
  return shown(std::visit(to_text, value.base()), wording.charset);
}

int money_places(const Value& value) {
  const auto* const money = std::get_if<model::Money>(&value.base());
  return money == nullptr ? kFewestPlaces : std::max(kFewestPlaces, money->places());
}

}  // namespace trace_cost::report
