#include "cost/bill/bill_lines.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace trace_cost::cost {

std::string_view name_of(BillKind kind) {
  static constexpr std::array<std::string_view, 7> kNames{
      "usage", "tax", "credit", "fee", "adjustment", "correction", "other-service"};
  return kNames[static_cast<std::size_t>(kind)];
}

void add_tokens(std::optional<model::TokenCount> more, std::optional<model::TokenCount>& sum) {
  constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
  const bool is_known = sum && more && sum->value < kMost;
  if (is_known) *sum += *more;
  if (!is_known) sum.reset();
}

bool Bill::add(BillLine line) {
  if (line.key.days) cover(*line.key.days);
  auto [place, is_new] = sums.try_emplace(std::move(line.key));
  BillSum& sum = place->second;
  if (is_new) {
    sum.tokens = line.tokens;
  } else {
    add_tokens(line.tokens, sum.tokens);
  }
  sum.amount += line.amount;
  ++sum.lines;
  ++lines;
  return sums.size() <= kMostSums;
}

base::Error bill_error(const BillFile& file, std::uint64_t line, std::string_view reason) {
  const std::string place = line == 0 ? file.name : fmt::format("{}:{}", file.name, line);
  return {base::ErrorCode::BadArgument, fmt::format("{}: {}", place, reason)};
}

}  // namespace trace_cost::cost
