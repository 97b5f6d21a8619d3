#include "cost/bill/bill_scope.h"

#include <algorithm>
#include <utility>

namespace trace_cost::cost {

namespace {

using Scopes = std::map<std::string, ProviderScope>;

template <typename Visit>
void for_each_comparable(std::span<const Bill> bills, Visit visit) {
  for (const Bill& bill : bills) {
    for (const auto& [key, sum] : bill.sums) {
      if (is_comparable(key)) visit(bill, key, sum);
    }
  }
}

bool tell_providers(std::span<const Bill> bills) {
  bool do_tell = true;
  for_each_comparable(bills, [&](const Bill&, const BillKey& key, const BillSum&) {
    do_tell = do_tell && !key.provider.empty();
  });
  return do_tell;
}

void cover(const Bill& bill, ProviderScope& scope) {
  if (!bill.days) return;
  scope.covered = scope.covered ? joined(*scope.covered, *bill.days) : *bill.days;
}

// Adjacent days stay apart, overlapping ones become one.
std::vector<Days> disjoint(std::vector<Days> all) {
  std::sort(all.begin(), all.end());
  std::vector<Days> apart;
  for (const Days days : all) {
    if (!apart.empty() && apart.back().overlap(days)) {
      apart.back() = joined(apart.back(), days);
    } else {
      apart.push_back(days);
    }
  }
  return apart;
}

// Days that a bill tells, by scope; an empty list where one of its sums does not tell.
std::map<std::string, std::vector<Days>> days_told(std::span<const Bill> bills, bool by_provider) {
  std::map<std::string, std::vector<Days>> told;
  std::map<std::string, bool> is_whole;
  for_each_comparable(bills, [&](const Bill&, const BillKey& key, const BillSum&) {
    const std::string provider = by_provider ? key.provider : "";
    is_whole[provider] = is_whole[provider] || !key.days;
    if (key.days) told[provider].push_back(*key.days);
  });
  for (const auto& [provider, whole] : is_whole) {
    if (whole) told[provider].clear();
  }
  return told;
}

void add_sum(const BillSum& more, BillSum& sum, bool is_new) {
  if (is_new) {
    sum = more;
    return;
  }
  sum.amount += more.amount;
  sum.lines += more.lines;
  add_tokens(more.tokens, sum.tokens);
}

void cut_days(const std::map<std::string, std::vector<Days>>& told, Scopes& scopes) {
  for (const auto& [provider, days] : told) {
    ProviderScope& scope = scopes[provider];
    scope.provider = provider;
    for (const Days piece : disjoint(days)) scope.places[piece];
    if (days.empty()) scope.places[kAllDays];
  }
}

std::map<Days, BillPlace>::iterator place_at(std::map<Days, BillPlace>& places,
                                             model::Instant instant) {
  auto place = places.upper_bound(Days{instant, model::Instant::max()});
  if (place == places.begin()) return places.end();
  --place;
  return place->first.hold(instant) ? place : places.end();
}

// Without a line that is billed in another currency or is no usage, nothing was charged at all.
void add_silent_bills(std::span<const Bill> bills, Scopes& scopes) {
  for (const Bill& bill : bills) {
    if (bill.provider.empty() || !bill.sums.empty() || !bill.days) continue;
    ProviderScope& scope = scopes[bill.provider];
    const bool tells_no_days = !scope.covered && !scope.places.empty();
    scope.provider = bill.provider;
    if (!tells_no_days) cover(bill, scope);
  }
}

}  // namespace

bool is_comparable(const BillKey& key) {
  return key.kind == BillKind::Usage && key.currency == "USD";
}

BillPlace* ProviderScope::place_of(model::Instant instant) {
  if (!covered) return places.empty() ? nullptr : &places.begin()->second;
  auto found = place_at(places, instant);
  if (found != places.end()) return &found->second;
  if (!covered->hold(instant)) return nullptr;
  Days day = day_of(instant, offset);
  // A neighbour may reach into this day, where bills of different clocks meet.
  const auto next = places.upper_bound(Days{instant, model::Instant::max()});
  if (next != places.end()) day.end = std::min(day.end, next->first.start);
  if (next != places.begin()) day.start = std::max(day.start, std::prev(next)->first.end);
  return &places[day];
}

Scopes bill_scopes(std::span<const Bill> bills) {
  const bool by_provider = tell_providers(bills);
  Scopes scopes;
  cut_days(days_told(bills, by_provider), scopes);
  for_each_comparable(bills, [&](const Bill& bill, const BillKey& key, const BillSum& sum) {
    ProviderScope& scope = scopes[by_provider ? key.provider : ""];
    const bool tells_days = scope.places.begin()->first != kAllDays;
    if (tells_days) cover(bill, scope);
    scope.offset = bill.offset;
    const auto place = tells_days ? place_at(scope.places, key.days->start) : scope.places.begin();
    const auto [item, is_new] = place->second.billed.try_emplace(key.item);
    add_sum(sum, item->second, is_new);
  });
  if (by_provider) add_silent_bills(bills, scopes);
  return scopes;
}

}  // namespace trace_cost::cost
