#include "cost/budget_scope.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/glob.h"

namespace trace_cost::cost {

namespace {

bool lets_through(const Match& match, const std::optional<std::string>& value) {
  if (match.kind == Match::Kind::Absent) return !value.has_value();
  if (!value) return false;
  return match.kind == Match::Kind::Exact ? *value == match.text
                                          : base::glob_covers(match.text, *value);
}

// By entry: whether all matches let it through.
std::vector<bool> matching(const Budget& budget, const model::Ancestry& ancestry,
                           const Ledger& ledger) {
  std::vector<bool> passes(ledger.entries.size(), true);
  for (const Match& match : budget.match) {
    const Grouping groups = match.of.group(ancestry, ledger);
    std::vector<bool> group_passes;
    group_passes.reserve(groups.names.size());
    for (const auto& name : groups.names) group_passes.push_back(lets_through(match, name));
    for (std::size_t i = 0; i < passes.size(); ++i) {
      if (!group_passes[groups.group_of[i]]) passes[i] = false;
    }
  }
  return passes;
}

// By dimension of `per`: whether having no value was asked for.
std::vector<bool> wants_absent(const Budget& budget) {
  std::vector<bool> wants;
  for (const Dimension& dimension : budget.per) {
    wants.push_back(std::any_of(budget.match.begin(), budget.match.end(), [&](const Match& match) {
      return match.kind == Match::Kind::Absent && match.of.name() == dimension.name();
    }));
  }
  return wants;
}

bool is_judged(const Keys& keys, const std::vector<bool>& wants_absent) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i] && !wants_absent[i]) return false;
  }
  return true;
}

void replace(const Limits& by, Limits& limits) {
  if (by.cost) limits.cost = by.cost;
  if (by.tokens) limits.tokens = by.tokens;
  if (by.calls) limits.calls = by.calls;
  if (by.share) limits.share = by.share;
}

using Unnamed = std::vector<bool>;  // the dimensions that an override leaves open

// Values that begin with their length: no two combinations look alike.
std::string key_text(const Keys& keys, const Unnamed& unnamed) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (unnamed[i] || !keys[i]) continue;
    text += std::to_string(i) + ":" + std::to_string(keys[i]->size()) + ":" + *keys[i];
  }
  return text;
}

Unnamed unnamed_by(const Override& other) {
  Unnamed unnamed;
  for (const auto& key : other.keys) unnamed.push_back(!key.has_value());
  return unnamed;
}

// Overrides by the dimensions they name, those that name most first, so that one look-up for each
// set of dimensions is enough however many overrides there are.
class OverrideIndex {
 public:
  explicit OverrideIndex(const Budget& budget) {
    for (const Override& other : budget.overrides) {
      const Unnamed unnamed = unnamed_by(other);
      const auto open = std::count(unnamed.begin(), unnamed.end(), true);
      places_[{open, unnamed}][key_text(other.keys, unnamed)] = &other;
    }
  }
  [[nodiscard]] const Override* find(const Keys& keys) const {
    for (const auto& [place, overrides] : places_) {
      const auto found = overrides.find(key_text(keys, place.second));
      if (found != overrides.end()) return found->second;
    }
    return nullptr;
  }

 private:
  using Place = std::pair<std::ptrdiff_t, Unnamed>;
  std::map<Place, std::unordered_map<std::string, const Override*>> places_;
};

}  // namespace

BudgetScope scope_of(const Budget& budget, const model::Ancestry& ancestry, const Ledger& ledger) {
  JointGrouping groups = group_by_all(ancestry, ledger, budget.per);
  const std::vector<bool> passes = matching(budget, ancestry, ledger);
  const std::vector<bool> wants = wants_absent(budget);
  std::vector<bool> group_is_judged;
  for (const Keys& keys : groups.keys) group_is_judged.push_back(is_judged(keys, wants));
  BudgetScope scope;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const std::uint32_t group = groups.group_of[i];
    if (!passes[i] || !group_is_judged[group]) continue;
    const model::Span span = ancestry.capture().span(ledger.entries[i].span);
    scope.entries.push_back({group, span.start, static_cast<std::uint32_t>(i)});
  }
  std::sort(scope.entries.begin(), scope.entries.end(),
            [](const DatedEntry& a, const DatedEntry& b) {
              if (a.group != b.group) return a.group < b.group;
              return a.start != b.start ? a.start < b.start : a.entry < b.entry;
            });
  scope.keys = std::move(groups.keys);
  return scope;
}

std::vector<Limits> limits_of(const Budget& budget, const std::vector<Keys>& keys) {
  std::vector<Limits> limits(keys.size(), budget.limits);
  if (budget.overrides.empty()) return limits;
  const OverrideIndex overrides(budget);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Override* const other = overrides.find(keys[i]);
    if (other != nullptr) replace(other->limits, limits[i]);
  }
  return limits;
}

}  // namespace trace_cost::cost
