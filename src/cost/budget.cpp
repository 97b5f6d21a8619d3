#include "cost/budget.h"

#include <fmt/format.h>

#include <algorithm>

namespace trace_cost::cost {

namespace {

base::Error faulty(std::string message) {
  return {base::ErrorCode::BadArgument, std::move(message)};
}

base::Failure fault_of(const Limits& limits) {
  const bool is_below_zero = (limits.cost && *limits.cost < model::Money{}) ||
                             limits.tokens.value_or(0) < 0 || limits.calls.value_or(0) < 0 ||
                             limits.share.value_or(0) < 0;
  if (is_below_zero) return faulty("a limit is below zero");
  if (limits.share.value_or(0) > Limits::kLargestShare) return faulty("a share is above 1000 %");
  return {};
}

bool sets_share(const Budget& budget) {
  return budget.limits.share ||
         std::any_of(budget.overrides.begin(), budget.overrides.end(),
                     [](const Override& other) { return other.limits.share.has_value(); });
}

base::Failure fault_of(const Override& other, const Budget& budget) {
  const auto has_key = [](const auto& key) { return key.has_value(); };
  if (other.keys.size() != budget.per.size() ||
      std::none_of(other.keys.begin(), other.keys.end(), has_key)) {
    return faulty("an override names none of the values that the budget is for");
  }
  if (other.limits.is_empty()) return faulty("an override sets no limit");
  return fault_of(other.limits);
}

}  // namespace

base::Failure fault_of(const Budget& budget) {
  const bool is_calendar = budget.window.unit().has_value();
  if (budget.limits.is_empty() && budget.overrides.empty() && !budget.anomaly) {
    return faulty("it sets no limit on dollars, tokens, calls or a share");
  }
  if (auto fault = fault_of(budget.limits)) return fault;
  for (const Override& other : budget.overrides) {
    if (auto fault = fault_of(other, budget)) return fault;
  }
  if (budget.window.is_rolling() && sets_share(budget)) {
    return faulty("a share needs a window with a fixed beginning: 1h, 1d, 1w, 1mo or total");
  }
  if (!is_calendar && budget.anomaly) {
    return faulty("an anomaly needs windows to compare: 1h, 1d, 1w or 1mo");
  }
  if (!is_calendar && budget.forecast == Forecast::Yes) {
    return faulty("a forecast needs a window that ends: 1h, 1d, 1w or 1mo");
  }
  const auto is_no_part = [](std::int64_t part) { return part <= 0; };
  if (budget.warn_at && std::any_of(budget.warn_at->begin(), budget.warn_at->end(), is_no_part)) {
    return faulty("a warning needs a part of the limit above zero, like 80%");
  }
  return {};
}

}  // namespace trace_cost::cost
