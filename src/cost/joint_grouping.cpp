#include "cost/joint_grouping.h"

#include <algorithm>
#include <utility>

namespace trace_cost::cost {

namespace {

void divide(JointGrouping& groups, const Grouping& by) {
  GroupNumbers numbers;
  std::vector<Keys> keys;
  for (std::size_t i = 0; i < groups.group_of.size(); ++i) {
    const std::uint32_t group = groups.group_of[i];
    const auto [number, is_new] = numbers.number_of(std::uint64_t{group} << 32U | by.group_of[i]);
    if (is_new) {
      keys.push_back(groups.keys[group]);
      keys.back().push_back(by.names[by.group_of[i]]);
    }
    groups.group_of[i] = number;
  }
  groups.keys = std::move(keys);
}

}  // namespace

bool stands_before(const Keys& a, const Keys& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](const auto& x, const auto& y) {
                                        if (x.has_value() != y.has_value()) return x.has_value();
                                        return x.has_value() && *x < *y;
                                      });
}

JointGrouping group_by_all(const model::Ancestry& ancestry, const Ledger& ledger,
                           const std::vector<Dimension>& dimensions) {
  JointGrouping groups{std::vector<std::uint32_t>(ledger.entries.size(), 0), {Keys{}}};
  for (const Dimension& dimension : dimensions) divide(groups, dimension.group(ancestry, ledger));
  return groups;
}

}  // namespace trace_cost::cost
