#include "report/views/printed_costs.h"

#include <algorithm>

#include "base/largest_remainder.h"

namespace trace_cost::report {

namespace {

int places_needed(const cost::CostTable& table) {
  int places = 0;
  for (const cost::CostRow& row : table.rows) places = std::max(places, row.cost.places());
  return places;
}

base::Int128 step_of(int places) {
  base::Int128 step = 1;
  for (int i = places; i < model::Money::kScale; ++i) step *= 10;
  return step;
}

}  // namespace

PrintedCosts printed_costs(const cost::CostTable& table, std::optional<int> places, int most) {
  const int needed = places_needed(table);
  const int shown = places.value_or(std::min(needed, most));
  std::vector<base::Int128> exact;
  for (const cost::CostRow& row : table.rows) exact.push_back(row.cost.picos());
  PrintedCosts printed;
  printed.places = places;
  printed.is_rounded = needed > shown;
  for (const base::Int128 picos : base::rounded_together(exact, step_of(shown))) {
    printed.rows.push_back(model::Money::from_picos(picos));
    printed.total += printed.rows.back();
  }
  return printed;
}

std::optional<model::Money> average(model::Money amount, std::uint64_t count) {
  if (count == 0) return std::nullopt;
  const auto by = static_cast<base::Int128>(count);
  return model::Money::from_picos(base::rounded_to(amount.picos(), by) / by);
}

}  // namespace trace_cost::report
