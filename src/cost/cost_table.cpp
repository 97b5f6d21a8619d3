#include "cost/cost_table.h"

#include <algorithm>
#include <set>
#include <utility>

namespace trace_cost::cost {

namespace {

struct Sum {
  CostRow row;
  model::TraceIndex
      last_trace;  // entries come in span order, so the spans of a trace follow closely
};

void add_entry(const Entry& entry, model::TraceIndex trace, Waste waste, Sum& sum) {
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
  if (waste != Waste::No) sum.row.wasted += *entry.charge;
}

}  // namespace

CostTable sum_costs(const model::Ancestry& ancestry, const Ledger& ledger,
                    const std::vector<Dimension>& by, std::span<const Waste> wasted) {
  CostTable table;
  for (const Dimension& dimension : by) table.by.push_back(dimension.name());
  JointGrouping groups = group_by_all(ancestry, ledger, by);
  if (ledger.entries.empty()) return table;
  std::vector<Sum> sums(groups.keys.size());
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const Entry& entry = ledger.entries[i];
    const Waste waste = wasted.empty() ? Waste::No : wasted[i];
    add_entry(entry, ancestry.trace_of(entry.span), waste, sums[groups.group_of[i]]);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i].row.keys = std::move(groups.keys[i]);
    table.rows.push_back(std::move(sums[i].row));
  }
  sort_rows(table);
  return table;
}

void sort_rows(CostTable& table) {
  std::sort(table.rows.begin(), table.rows.end(), [](const CostRow& a, const CostRow& b) {
    return a.cost != b.cost ? a.cost > b.cost : stands_before(a.keys, b.keys);
  });
}

namespace {

bool has_no_key(const CostRow& row) {
  return std::none_of(row.keys.begin(), row.keys.end(),
                      [](const auto& key) { return key.has_value(); });
}

struct KeysBefore {
  bool operator()(const Keys& a, const Keys& b) const { return stands_before(a, b); }
};

}  // namespace

void keep_top(const TopRows& top, const model::Ancestry& ancestry, const Ledger& ledger,
              std::span<const Waste> wasted, CostTable& table) {
  std::vector<CostRow> kept;
  std::size_t named = 0;
  std::set<Keys, KeysBefore> left_out;
  Sum others;
  for (CostRow& row : table.rows) {
    const bool is_nobody = has_no_key(row);
    if (named < top.most || is_nobody) {
      if (!is_nobody) ++named;
      kept.push_back(std::move(row));
      continue;
    }
    others.row.allocated += row.allocated;
    left_out.insert(std::move(row.keys));
  }
  // Traces are counted again: one may have charges in several rows.
  const JointGrouping groups = group_by_all(ancestry, ledger, top.by);
  for (std::size_t i = 0; i < ledger.entries.size() && !left_out.empty(); ++i) {
    if (!left_out.contains(groups.keys[groups.group_of[i]])) continue;
    const Entry& entry = ledger.entries[i];
    add_entry(entry, ancestry.trace_of(entry.span), wasted.empty() ? Waste::No : wasted[i], others);
  }
  table.rows = std::move(kept);
  if (left_out.empty()) return;
  others.row.keys.resize(table.by.size());
  others.row.cost += others.row.allocated;
  others.row.others = left_out.size();
  table.rows.push_back(std::move(others.row));
}

}  // namespace trace_cost::cost
