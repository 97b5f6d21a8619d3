#include "cost/prices/price_flags.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "base/decimal.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

base::Error faulty(std::string_view flag, std::string_view text, std::string_view why,
                   std::string_view expected) {
  return {base::ErrorCode::BadArgument,
          fmt::format("{} {}: {}, expected {}", flag, text, why, expected)};
}

base::Error faulty_price(std::string_view text, std::string_view why) {
  return faulty("--price", text, why,
                "MODEL=DOLLARS/1k for all tokens, or MODEL=INPUT/1M,OUTPUT/1M[,CACHE_READ/1M]");
}

struct UnitName {
  std::string_view name;
  PriceUnit unit;
};
constexpr std::array kUnits{
    UnitName{"1k", PriceUnit::Thousand},   UnitName{"1m", PriceUnit::Million},
    UnitName{"1000", PriceUnit::Thousand}, UnitName{"1000000", PriceUnit::Million},
    UnitName{"k", PriceUnit::Thousand},    UnitName{"m", PriceUnit::Million},
    UnitName{"1", PriceUnit::Token},       UnitName{"token", PriceUnit::Token}};

std::optional<PriceUnit> unit_of(std::string_view text) {
  const std::string lower = lower_name(text);
  for (const UnitName& each : kUnits) {
    if (each.name == lower) return each.unit;
  }
  return std::nullopt;
}

// "$2.50/1M"
std::variant<Rate, std::string> rate_flag(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto unit =
      slash == std::string_view::npos ? std::nullopt : unit_of(text.substr(slash + 1));
  if (!unit) return fmt::format("'{}' does not say for how many tokens", text);
  std::string dollars = lower_name(text.substr(0, slash));
  if (dollars.starts_with('$')) dollars.erase(0, 1);
  const auto rate = read_rate(dollars, *unit);
  if (const Rate* read = std::get_if<Rate>(&rate)) return *read;
  return fmt::format("'{}' is {}", dollars, std::get<std::string_view>(rate));
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t comma = 0;
  do {
    comma = text.find(',');
    parts.push_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  } while (comma != std::string_view::npos);
  return parts;
}

void name_entry(std::string_view name, PriceEntry& entry) {
  entry.name = name;
  const std::size_t slash = name.find('/');
  const Provider* const provider =
      slash == std::string_view::npos ? nullptr : find_provider(name.substr(0, slash));
  if (provider == nullptr) return;
  entry.provider = provider->id;
  entry.names.emplace_back(name.substr(slash + 1));
}

// What stands before and behind the last '='; empty where a side is missing.
std::optional<std::pair<std::string_view, std::string_view>> sides_of(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) {
    return std::nullopt;
  }
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

}  // namespace

base::Result<PriceEntry> read_price_flag(std::string_view text) {
  constexpr std::array<Bucket, 3> kOrder{Bucket::Input, Bucket::Output, Bucket::CacheRead};
  const auto sides = sides_of(text);
  if (!sides) return faulty_price(text, "no model and price around a '='");
  const std::vector<std::string_view> parts = parts_of(sides->second);
  if (parts.size() > kOrder.size()) return faulty_price(text, "more than three prices");
  PriceEntry entry;
  name_entry(sides->first, entry);
  Rates& rates = entry.periods.emplace_back()[ServiceTier::Standard].rates;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto rate = rate_flag(parts[i]);
    if (const std::string* why = std::get_if<std::string>(&rate)) return faulty_price(text, *why);
    rates.set(kOrder[i], std::get<Rate>(rate));
  }
  if (parts.size() == 1) rates.set(Bucket::Output, *rates[Bucket::Input]);
  return entry;
}

base::Result<std::pair<std::string, std::string>> read_alias_flag(std::string_view text) {
  const auto sides = sides_of(text);
  if (sides) return std::pair(std::string(sides->first), std::string(sides->second));
  return faulty("--model-alias", text, "no two names around a '='",
                "DEPLOYMENT=MODEL like prod-chat=gpt-4o");
}

base::Result<std::pair<std::string, Discount>> read_discount_flag(std::string_view text) {
  constexpr int kScale = 6;
  constexpr std::int64_t kMost = 1'000'000'000;
  constexpr std::string_view kExpected = "PROVIDER=FACTOR like openai=0.9 for 10 % off";
  const auto sides = sides_of(text);
  if (!sides) {
    return faulty("--discount", text, "no provider and factor around a '='", kExpected);
  }
  const base::DecimalReading read = base::read_decimal(sides->second, kScale, kMost);
  if (!read.value || read.value->units <= 0) {
    return faulty("--discount", text,
                  fmt::format("'{}' is no factor above 0 and up to 1000", sides->second),
                  kExpected);
  }
  return std::pair(std::string(sides->first),
                   Discount{static_cast<std::int64_t>(read.value->units)});
}

}  // namespace trace_cost::cost
