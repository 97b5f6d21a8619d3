#include "cost/bill/leftovers.h"

namespace trace_cost::cost {

namespace {

using Side = NotCompared::Side;

std::string reason_for(BillKind kind) {
  switch (kind) {
    case BillKind::Usage:
      return "in another currency than the traces";
    case BillKind::Other:
      return "no AI service";
    case BillKind::Correction:
      return "corrects an earlier bill";
    default:
      return "no usage, so no span carries it";
  }
}

std::string what_it_is(const BillKey& key) {
  if (key.kind != BillKind::Usage) return std::string(name_of(key.kind));
  if (!key.item.empty()) return key.item;
  return key.provider.empty() ? "the bill" : key.provider;
}

void set_apart(const ProviderScope& scope, const BillPlace& place, Leftovers& leftovers) {
  const std::string what = scope.provider.empty() ? "the bill" : scope.provider;
  for (const auto& [item, sum] : place.billed) {
    leftovers.add(
        {Side::Bill, what, "no span was captured on these days", "USD", sum.amount, sum.lines});
  }
}

}  // namespace

void Leftovers::add(const NotCompared& more) {
  const auto [place, is_new] =
      sums_.try_emplace({more.side, more.what, more.reason, more.currency}, more);
  if (is_new) return;
  place->second.amount += more.amount;
  place->second.count += more.count;
}

std::vector<NotCompared> Leftovers::list() const {
  std::vector<NotCompared> all;
  all.reserve(sums_.size());
  for (const auto& [key, sum] : sums_) all.push_back(sum);
  return all;
}

void set_other_lines_apart(std::span<const Bill> bills, Leftovers& leftovers) {
  for (const Bill& bill : bills) {
    for (const auto& [key, sum] : bill.sums) {
      if (is_comparable(key)) continue;
      leftovers.add(
          {Side::Bill, what_it_is(key), reason_for(key.kind), key.currency, sum.amount, sum.lines});
    }
  }
}

void set_other_currencies_apart(const Ledger& ledger, Leftovers& leftovers) {
  for (const ForeignCharge& charge : ledger.foreign) {
    leftovers.add({Side::Traces, "charges", "in another currency than dollars", charge.currency,
                   charge.amount, 1});
  }
}

void set_other_days_apart(const std::optional<Days>& window,
                          std::map<std::string, ProviderScope>& scopes, Leftovers& leftovers) {
  for (auto& [provider, scope] : scopes) {
    for (auto place = scope.places.begin(); place != scope.places.end();) {
      const bool is_captured =
          place->first == kAllDays || (window && window->overlap(place->first));
      if (!is_captured) set_apart(scope, place->second, leftovers);
      place = is_captured ? std::next(place) : scope.places.erase(place);
    }
  }
}

}  // namespace trace_cost::cost
