#include "cost/cost_table.h"

#include <algorithm>
#include <utility>

namespace trace_cost::cost {

namespace {

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
  sum.row.tokens += entry.tokens.usage();
  if (!entry.charge) return;
  sum.row.cost += *entry.charge;
  ++sum.row.charges;
  sum.row.basis[static_cast<std::size_t>(entry.basis)] += *entry.charge;
  sum.row.via[static_cast<std::size_t>(entry.user.via)] += *entry.charge;
}

}  // namespace

CostTable sum_costs(const model::Ancestry& ancestry, const Ledger& ledger,
                    const std::vector<Dimension>& by) {
  CostTable table;
  for (const Dimension& dimension : by) table.by.push_back(dimension.name());
  JointGrouping groups = group_by_all(ancestry, ledger, by);
  if (ledger.entries.empty()) return table;
  std::vector<Sum> sums(groups.keys.size());
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const Entry& entry = ledger.entries[i];
    add_entry(entry, ancestry.trace_of(entry.span), sums[groups.group_of[i]]);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i].row.keys = std::move(groups.keys[i]);
    table.rows.push_back(std::move(sums[i].row));
  }
  std::sort(table.rows.begin(), table.rows.end(), [](const CostRow& a, const CostRow& b) {
    return a.cost != b.cost ? a.cost > b.cost : stands_before(a.keys, b.keys);
  });
  return table;
}

}  // namespace trace_cost::cost
