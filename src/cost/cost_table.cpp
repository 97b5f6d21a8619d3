#include "cost/cost_table.h"

#include <algorithm>
#include <map>

namespace trace_cost::cost {

namespace {

using Keys = std::vector<std::optional<std::string>>;

// A missing key stands behind all that are there.
bool stands_before(const Keys& a, const Keys& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](const auto& x, const auto& y) {
                                        if (x.has_value() != y.has_value()) return x.has_value();
                                        return x.has_value() && *x < *y;
                                      });
}

struct Order {
  bool operator()(const Keys& a, const Keys& b) const { return stands_before(a, b); }
};

struct Sum {
  CostRow row;
  model::TraceIndex
      last_trace;  // entries come in span order, so the spans of a trace follow closely
};

void add_entry(const Entry& entry, model::TraceIndex trace, Sum& sum) {
  if (!sum.last_trace || sum.last_trace != trace) {
    ++sum.row.traces;
    sum.last_trace = trace;
  }
  sum.row.tokens += entry.tokens;
  if (!entry.charge) return;
  sum.row.cost += *entry.charge;
  ++sum.row.charges;
  sum.row.via[static_cast<std::size_t>(entry.user.via)] += *entry.charge;
}

}  // namespace

CostTable sum_costs(const model::Forest& forest, const Ledger& ledger,
                    const std::vector<Dimension>& by) {
  CostTable table;
  std::vector<std::vector<std::optional<std::string>>> columns;
  for (const Dimension& dimension : by) {
    table.by.push_back(dimension.name());
    columns.push_back(dimension.values(forest, ledger));
  }
  std::map<Keys, Sum, Order> sums;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    Keys keys;
    for (const auto& column : columns) keys.push_back(column[i]);
    const Entry& entry = ledger.entries[i];
    add_entry(entry, forest.trace_of(entry.span), sums[keys]);
  }
  for (auto& [keys, sum] : sums) {
    sum.row.keys = keys;
    table.rows.push_back(std::move(sum.row));
  }
  std::stable_sort(table.rows.begin(), table.rows.end(),
                   [](const CostRow& a, const CostRow& b) { return a.cost > b.cost; });
  return table;
}

}  // namespace trace_cost::cost
