#include "cost/limit_words.h"

#include <fmt/format.h>

#include <array>

#include "base/nearest_word.h"

namespace trace_cost::cost {

namespace {

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A number and the word behind it: "20k tokens" is 20, "k" and "tokens".
struct Quantity {
  std::string_view number;
  std::string_view unit;
};

Quantity quantity_of(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && is_letter(text[at - 1])) --at;
  const std::string_view unit = text.substr(at);
  return {without_blanks(text.substr(0, at)), unit};
}

// Multiplies by the 'k' or 'M' that `number` may end with.
std::optional<std::int64_t> read_count(std::string_view number) {
  std::int64_t times = 1;
  if (number.ends_with('k')) times = 1'000;
  if (number.ends_with('M')) times = 1'000'000;
  if (times > 1) number.remove_suffix(1);
  constexpr base::Int128 kLargest = 1'000'000'000'000;
  constexpr int kPlaces = 6;
  const auto read = base::read_decimal(number, kPlaces, kLargest * 1'000'000);
  if (!read.value || !read.value->exact) return std::nullopt;
  const base::Int128 count = read.value->units * times;
  if (count % 1'000'000 != 0) return std::nullopt;
  return static_cast<std::int64_t>(count / 1'000'000);
}

base::Error no_limit(std::string_view text, std::string_view hint = {}) {
  return {base::ErrorCode::BadArgument,
          fmt::format("'{}' is no limit{} like 0.50 (dollars), 20000tokens, 200calls or 2%", text,
                      hint)};
}

enum class Counted { Tokens, Calls };

std::optional<Counted> counted_named(std::string_view unit) {
  if (unit == "token" || unit == "tokens") return Counted::Tokens;
  if (unit == "call" || unit == "calls") return Counted::Calls;
  return std::nullopt;
}

// The unit takes the 'k' of "20ktokens" with it: give it back.
Quantity split_thousands(Quantity quantity) {
  const bool may_be_times = quantity.unit.starts_with('k') || quantity.unit.starts_with('M');
  if (!may_be_times || !counted_named(quantity.unit.substr(1))) return quantity;
  const auto* const begin = quantity.number.data();
  const auto* const end = quantity.unit.data() + 1;
  return {std::string_view(begin, static_cast<std::size_t>(end - begin)), quantity.unit.substr(1)};
}

base::Error given_twice(std::string_view text) {
  return {base::ErrorCode::BadArgument, fmt::format("'{}' sets a limit for the second time", text)};
}

base::Failure read_counts(std::string_view text, Limits& limits) {
  const Quantity quantity = split_thousands(quantity_of(text));
  const auto counted = counted_named(quantity.unit);
  if (!counted) {
    static constexpr std::array<std::string_view, 2> kUnits{"tokens", "calls"};
    const auto nearest = base::nearest_word(quantity.unit, kUnits);
    const std::string meant = nearest ? fmt::format("{}{}", quantity.number, *nearest) : "";
    return no_limit(text, nearest ? fmt::format(" (did you mean '{}'?)", meant) : "");
  }
  const auto count = read_count(quantity.number);
  if (!count) return no_limit(text);
  auto& limit = *counted == Counted::Tokens ? limits.tokens : limits.calls;
  if (limit) return given_twice(text);
  limit = *count;
  return {};
}

base::Failure read_dollars(std::string_view text, Limits& limits) {
  const std::string_view digits = text.starts_with('$') ? text.substr(1) : text;
  const model::MoneyReading money = model::read_money(digits);
  if (!money.value) return no_limit(text);
  if (limits.cost) return given_twice(text);
  limits.cost = *money.value;
  return {};
}

bool has_unit(std::string_view text) {
  const Quantity quantity = quantity_of(text);
  const bool is_exponent = quantity.unit == "e" || quantity.unit == "E";
  const bool is_number = !quantity.number.empty() && quantity.number.front() != '$';
  return is_number && !quantity.unit.empty() && !is_exponent;
}

std::optional<std::int64_t> read_percent(std::string_view text) {
  constexpr int kPercentScale = 4;  // 1 % is 10^4 millionths
  constexpr base::Int128 kLargest = 1'000'000'000'000;
  const auto read =
      base::read_decimal(without_blanks(text.substr(0, text.size() - 1)), kPercentScale, kLargest);
  if (!read.value || !read.value->exact) return std::nullopt;
  return static_cast<std::int64_t>(read.value->units);
}

base::Failure read_limit(std::string_view text, Limits& limits) {
  if (text.ends_with('%')) {
    if (limits.share) return given_twice(text);
    limits.share = read_percent(text);
    return limits.share ? base::Failure{} : no_limit(text);
  }
  return has_unit(text) ? read_counts(text, limits) : read_dollars(text, limits);
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator)) {
    parts.push_back(without_blanks(text.substr(0, at)));
    text.remove_prefix(at + 1);
  }
  parts.push_back(without_blanks(text));
  return parts;
}

base::Result<Limits> read_limits(std::string_view text) {
  Limits limits;
  for (const std::string_view part : split(text, ',')) {
    if (const auto failure = read_limit(part, limits)) return *failure;
  }
  return limits;
}

std::string words_of(const Limits& limits) {
  std::string words;
  const auto add = [&](const std::string& limit) { words += (words.empty() ? "" : ",") + limit; };
  if (limits.cost) add(limits.cost->plain());
  if (limits.tokens) add(fmt::format("{}tokens", *limits.tokens));
  if (limits.calls) add(fmt::format("{}calls", *limits.calls));
  if (limits.share) add(base::plain_decimal(*limits.share, 4) + "%");
  return words;
}

std::optional<std::int64_t> read_part(std::string_view text) {
  constexpr int kScale = 6;
  constexpr base::Int128 kLargest = 1'000'000'000'000;
  std::optional<std::int64_t> part;
  if (text.ends_with('%')) {
    part = read_percent(text);
  } else if (const auto read = base::read_decimal(text, kScale, kLargest);
             read.value && read.value->exact) {
    part = static_cast<std::int64_t>(read.value->units);
  }
  return part.value_or(0) > 0 ? part : std::nullopt;
}

}  // namespace trace_cost::cost
