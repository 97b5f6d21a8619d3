#include "cost/allocation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/largest_remainder.h"
#include "base/nearest_word.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kTo = "to:";

// The rows that differ by their user alone.
struct Neighbours {
  std::vector<std::size_t> users;
  std::optional<std::size_t> nobody;
};

struct KeysBefore {
  bool operator()(const Keys& a, const Keys& b) const { return stands_before(a, b); }
};
using ByOtherKeys = std::map<Keys, Neighbours, KeysBefore>;

ByOtherKeys neighbours_of(const CostTable& table, std::size_t user) {
  ByOtherKeys all;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Keys others = table.rows[i].keys;
    others[user] = std::nullopt;
    Neighbours& neighbours = all[others];
    if (table.rows[i].keys[user]) {
      neighbours.users.push_back(i);
    } else {
      neighbours.nobody = i;
    }
  }
  return all;
}

void move_cost(model::Money amount, CostRow& from, CostRow& to) {
  from.cost = from.cost - amount;
  from.allocated = from.allocated - amount;
  to.cost += amount;
  to.allocated += amount;
}

void share_out(AllocationMethod method, const Neighbours& neighbours, CostTable& table) {
  std::vector<base::Int128> weights;
  for (const std::size_t i : neighbours.users) {
    const model::Money cost = table.rows[i].cost;
    const bool has_spent = cost > model::Money{};
    weights.push_back(!has_spent ? 0 : method == AllocationMethod::Even ? 1 : cost.picos());
  }
  CostRow& nobody = table.rows[*neighbours.nobody];
  const auto shares = base::split_by_weight(nobody.cost.picos(), weights);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    move_cost(model::Money::from_picos(shares[i]), nobody, table.rows[neighbours.users[i]]);
  }
}

void give_all(const std::string& user_name, std::size_t user, const Neighbours& neighbours,
              CostTable& table) {
  const auto named =
      std::find_if(neighbours.users.begin(), neighbours.users.end(),
                   [&](std::size_t i) { return table.rows[i].keys[user] == user_name; });
  std::size_t to = named == neighbours.users.end() ? table.rows.size() : *named;
  if (to == table.rows.size()) {
    table.rows.emplace_back();
    table.rows.back().keys = table.rows[*neighbours.nobody].keys;
    table.rows.back().keys[user] = user_name;
  }
  move_cost(table.rows[*neighbours.nobody].cost, table.rows[*neighbours.nobody], table.rows[to]);
}

}  // namespace

base::Result<Allocation> read_allocation(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kWords{"keep", "proportional", "even", "to:"};
  if (text == "keep") return Allocation{};
  if (text == "proportional") return Allocation{AllocationMethod::Proportional, {}};
  if (text == "even") return Allocation{AllocationMethod::Even, {}};
  if (text.starts_with(kTo) && text.size() > kTo.size()) {
    return Allocation{AllocationMethod::ToUser, std::string(text.substr(kTo.size()))};
  }
  const auto nearest = base::nearest_word(text, kWords);
  const std::string hint = nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
  return base::Error{base::ErrorCode::BadArgument,
                     fmt::format("--allocate-unattributed {}: expected keep, proportional, even or "
                                 "to:USER{}",
                                 text, hint)};
}

std::string name_of(const Allocation& allocation) {
  switch (allocation.method) {
    case AllocationMethod::Proportional:
      return "proportional";
    case AllocationMethod::Even:
      return "even";
    case AllocationMethod::ToUser:
      return std::string(kTo) + allocation.user;
    case AllocationMethod::Keep:
      break;
  }
  return "keep";
}

void allocate(const Allocation& allocation, CostTable& table) {
  const auto found = std::find(table.by.begin(), table.by.end(), "user");
  if (allocation.method == AllocationMethod::Keep || found == table.by.end()) return;
  const auto user = static_cast<std::size_t>(found - table.by.begin());
  for (const auto& [others, neighbours] : neighbours_of(table, user)) {
    if (!neighbours.nobody || table.rows[*neighbours.nobody].cost.is_zero()) continue;
    if (allocation.method == AllocationMethod::ToUser) {
      give_all(allocation.user, user, neighbours, table);
    } else {
      share_out(allocation.method, neighbours, table);
    }
  }
  sort_rows(table);
}

}  // namespace trace_cost::cost
