#include "policy/limit_text.h"

#include <array>
#include <charconv>
#include <system_error>

#include "base/decimal.h"

namespace trace_cost::policy {

namespace {

constexpr std::string_view kBlanks = " \t";

// `scale`: the decimal places that the unit has down to a nanosecond; `factor` beyond them.
struct Unit {
  std::string_view name;
  int scale;
  std::int64_t factor;
};
// A name that ends in another stands before it.
constexpr std::array kUnits{Unit{"ns", 0, 1}, Unit{"us", 3, 1},   Unit{"µs", 3, 1},
                            Unit{"ms", 6, 1}, Unit{"min", 9, 60}, Unit{"s", 9, 1},
                            Unit{"m", 9, 60}, Unit{"h", 9, 3600}};

constexpr std::int64_t kNanosOfDay = std::int64_t{86'400} * 1'000'000'000;

template <typename T>
std::optional<T> read_whole(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<model::Nanos> read_duration(std::string_view text) {
  text = trimmed(text);
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.name)) continue;
    const std::string_view number = trimmed(text.substr(0, text.size() - unit.name.size()));
    const auto reading = base::read_decimal(number, unit.scale, kNanosOfDay / unit.factor);
    if (!reading.value || !reading.value->exact || reading.value->units <= 0) return std::nullopt;
    return model::Nanos{static_cast<std::int64_t>(reading.value->units) * unit.factor};
  }
  return std::nullopt;
}

std::optional<std::int64_t> read_share(std::string_view text) {
  constexpr int kScale = 4;  // a percent is ten thousand millionths
  constexpr std::int64_t kWhole = 1'000'000;
  text = trimmed(text);
  if (!text.ends_with('%')) return std::nullopt;
  const auto reading = base::read_decimal(trimmed(text.substr(0, text.size() - 1)), kScale, kWhole);
  if (!reading.value || reading.value->units < 0) return std::nullopt;
  return static_cast<std::int64_t>(reading.value->units);
}

std::optional<std::vector<std::string>> read_path(std::string_view text) {
  constexpr std::string_view kArrow = "→";
  std::vector<std::string> names;
  while (true) {
    const std::size_t arrow = text.find(kArrow);
    const std::size_t end = std::min(text.find('>'), arrow);
    const std::string_view name = trimmed(text.substr(0, end));
    if (name.empty()) return std::nullopt;
    names.emplace_back(name);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + (end == arrow ? kArrow.size() : 1));
  }
  return names.size() < 2 ? std::nullopt : std::optional(std::move(names));
}

std::optional<ServicePair> read_pair(std::string_view text) {
  auto path = read_path(text);
  if (!path || path->size() != 2) return std::nullopt;
  return ServicePair{std::move(path->front()), std::move(path->back())};
}

std::optional<std::chrono::sys_days> read_day(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto midnight = model::read_rfc3339(std::string(text) + "T00:00:00Z");
  if (!midnight) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*midnight);
}

std::optional<std::uint64_t> read_limit_count(std::string_view text) {
  const auto count = read_whole<std::uint64_t>(trimmed(text));
  return count && *count > 0 ? count : std::nullopt;
}

std::optional<Quantile> read_quantile(std::string_view text) {
  for (const Quantile quantile : {Quantile::P50, Quantile::P95, Quantile::P99, Quantile::Max}) {
    if (text == name_of(quantile)) return quantile;
  }
  return std::nullopt;
}

SeverityReading read_severity(std::string_view text) {
  using model::FindingSeverity;
  for (const FindingSeverity severity :
       {FindingSeverity::Info, FindingSeverity::Warning, FindingSeverity::Error}) {
    if (text == model::name_of(severity)) return {true, severity};
  }
  return {text == "off", std::nullopt};
}

std::string duration_text(model::Nanos nanos) {
  constexpr std::int64_t kMinute = 60'000'000'000;
  if (nanos.count() > 0 && nanos.count() % kMinute == 0) {
    return std::to_string(nanos.count() / kMinute) + "min";
  }
  for (const Unit& unit : {kUnits[5], kUnits[3], kUnits[1]}) {  // s, ms, us
    std::int64_t length = 1;
    for (int i = 0; i < unit.scale; ++i) length *= 10;
    if (nanos.count() < length) continue;
    return base::plain_decimal(nanos.count(), unit.scale) + std::string(unit.name);
  }
  return std::to_string(nanos.count()) + "ns";
}

std::string rough_duration_text(model::Nanos nanos) {
  constexpr std::int64_t kFourDigits = 10'000;
  std::int64_t unit = 1;
  while (nanos.count() / unit >= kFourDigits) unit *= 10;
  return duration_text(model::Nanos{(nanos.count() + unit / 2) / unit * unit});
}

std::string share_text(std::int64_t millionths) { return base::plain_decimal(millionths, 4) + "%"; }

std::string day_text(std::chrono::sys_days day) {
  return model::to_rfc3339(std::chrono::time_point_cast<model::Nanos>(day)).substr(0, 10);
}

}  // namespace trace_cost::policy
