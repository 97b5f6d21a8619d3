#include "cost/bill/bill_rows.h"

#include <algorithm>
#include <tuple>

#include "cost/bill/model_match.h"

namespace trace_cost::cost {

namespace {

void add_billed(const BillSum& sum, BillPair& pair) {
  pair.billed += sum.amount;
  add_tokens(sum.tokens, pair.billed_tokens);
}

void add_traced(const TracedSum& sum, BillPair& pair) {
  pair.traced += sum.amount;
  pair.charges += sum.charges;
  pair.unpriced += sum.unpriced;
  pair.cached += sum.cached;
  add_tokens(sum.tokens, pair.traced_tokens);
}

BillRow empty_row(const ProviderScope& scope, Days days, const std::optional<Days>& window) {
  BillRow row;
  if (days != kAllDays) row.days = days;
  row.offset = scope.offset;
  row.provider = scope.provider;
  row.is_partly_captured =
      row.days && window && (window->start > row.days->start || window->end < row.days->end);
  row.pair.billed_tokens = row.pair.traced_tokens = model::TokenCount{};
  return row;
}

// The two sides of a place as lists, so that their names can be matched.
struct Sides {
  std::vector<std::string> items;
  std::vector<const BillSum*> billed;
  std::vector<std::string> models;
  std::vector<const TracedSum*> traced;
};

Sides sides_of(const BillPlace& place, const Grouping& models) {
  Sides sides;
  for (const auto& [item, sum] : place.billed) {
    sides.items.push_back(item);
    sides.billed.push_back(&sum);
  }
  for (const auto& [group, sum] : place.traced) {
    const std::string name = models.names[group].value_or("");
    const bool says_nothing = name.empty() && sum.charges == 0;
    if (says_nothing) continue;
    sides.models.push_back(name);
    sides.traced.push_back(&sum);
  }
  return sides;
}

}  // namespace

std::vector<BillRow> bill_rows(const std::map<std::string, ProviderScope>& scopes,
                               const Grouping& models, const std::optional<Days>& window) {
  std::vector<BillRow> rows;
  for (const auto& [provider, scope] : scopes) {
    for (const auto& [days, place] : scope.places) {
      const Sides sides = sides_of(place, models);
      for (const ModelMatch& match : match_models(sides.items, sides.models)) {
        BillRow& row = rows.emplace_back(empty_row(scope, days, window));
        row.model = match.name;
        for (const std::size_t i : match.billed) add_billed(*sides.billed[i], row.pair);
        for (const std::size_t i : match.traced) add_traced(*sides.traced[i], row.pair);
      }
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const BillRow& a, const BillRow& b) {
    return std::tie(a.days, a.provider, a.model) < std::tie(b.days, b.provider, b.model);
  });
  return rows;
}

void add_pair(const BillPair& more, BillPair& sum) {
  sum.billed += more.billed;
  sum.traced += more.traced;
  sum.charges += more.charges;
  sum.unpriced += more.unpriced;
  sum.cached += more.cached;
  add_tokens(more.billed_tokens, sum.billed_tokens);
  add_tokens(more.traced_tokens, sum.traced_tokens);
}

}  // namespace trace_cost::cost
