#include "cost/cost_table.h"

#include <algorithm>
#include <utility>

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

// Groups by both: a group for every pair that an entry has.
struct Pairs {
  std::vector<std::uint32_t> group_of;  // by entry
  std::vector<Keys> keys;               // by group
};

void divide(Pairs& pairs, const Grouping& by) {
  GroupNumbers numbers;
  std::vector<Keys> keys;
  for (std::size_t i = 0; i < pairs.group_of.size(); ++i) {
    const std::uint32_t group = pairs.group_of[i];
    const auto [number, is_new] = numbers.number_of(std::uint64_t{group} << 32U | by.group_of[i]);
    if (is_new) {
      keys.push_back(pairs.keys[group]);
      keys.back().push_back(by.names[by.group_of[i]]);
    }
    pairs.group_of[i] = number;
  }
  pairs.keys = std::move(keys);
}

}  // namespace

CostTable sum_costs(const model::Ancestry& ancestry, const Ledger& ledger,
                    const std::vector<Dimension>& by) {
  CostTable table;
  Pairs groups{std::vector<std::uint32_t>(ledger.entries.size(), 0), {Keys{}}};
  for (const Dimension& dimension : by) {
    table.by.push_back(dimension.name());
    divide(groups, dimension.group(ancestry, ledger));
  }
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
