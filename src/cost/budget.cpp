#include "cost/budget.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace trace_cost::cost {

namespace {

base::Error faulty(std::string_view text, std::string_view why) {
  return {base::ErrorCode::BadArgument,
          fmt::format("--budget {}: {}; expected SCOPE=DOLLARS like user=0.50, trace=0.01, total=5",
                      text, why)};
}

// Charges with an owner, by start, then span index.
std::vector<std::size_t> in_order_of_time(const model::Capture& capture, const Ledger& ledger) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    if (ledger.entries[i].charge) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return capture.span(ledger.entries[a].span).start < capture.span(ledger.entries[b].span).start;
  });
  return order;
}

}  // namespace

base::Result<Budget> read_budget(std::string_view text, const FieldKeys& keys,
                                 model::AttributeSelection& selection) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0) return faulty(text, "no '=' in it");
  const std::string_view scope = text.substr(0, equals);
  std::string_view dollars = text.substr(equals + 1);
  if (dollars.starts_with('$')) dollars.remove_prefix(1);
  const model::MoneyReading limit = model::read_money(dollars);
  if (!limit.value) return faulty(text, fmt::format("'{}' is no amount of money", dollars));
  if (*limit.value < model::Money{}) return faulty(text, "the limit is negative");
  Budget budget{std::string(scope), std::nullopt, *limit.value};
  if (scope == "total") return budget;
  const base::Result<Dimension> dimension = Dimension::parse(scope, keys, selection);
  if (!dimension) return faulty(text, dimension.error().message + ", total");
  budget.scope = *dimension;
  return budget;
}

std::vector<Spending> spendings(const Budget& budget, const model::Ancestry& ancestry,
                                const Ledger& ledger) {
  Grouping all{std::vector<std::uint32_t>(ledger.entries.size(), 0), {std::nullopt}};
  if (budget.scope) all = budget.scope->group(ancestry, ledger);
  std::vector<Spending> found(all.names.size());
  std::vector<bool> has_spent(all.names.size(), false);
  for (const std::size_t i : in_order_of_time(ancestry.capture(), ledger)) {
    const Entry& entry = ledger.entries[i];
    Spending& spending = found[all.group_of[i]];
    has_spent[all.group_of[i]] = true;
    spending.spent += *entry.charge;
    if (!spending.crossed_at && spending.is_beyond(budget)) spending.crossed_at = entry.span;
  }
  for (std::size_t i = found.size(); i-- > 0;) {
    const bool is_in_scope = !budget.scope || all.names[i];
    found[i].who = all.names[i];
    if (!has_spent[i] || !is_in_scope) {
      std::swap(found[i], found.back());
      found.pop_back();
    }
  }
  std::sort(found.begin(), found.end(), [](const Spending& a, const Spending& b) {
    return a.spent != b.spent ? a.spent > b.spent : a.who < b.who;
  });
  return found;
}

}  // namespace trace_cost::cost
