#include "cost/top_parts.h"

#include <algorithm>
#include <unordered_map>

namespace trace_cost::cost {

namespace {

constexpr std::size_t kMostBreaches = 100;
constexpr std::size_t kParts = 3;

std::size_t breaches_of(const BudgetOutcome& outcome) {
  const auto first_within = std::find_if(
      outcome.spendings.begin(), outcome.spendings.end(),
      [](const Spending& spending) { return spending.verdict != SpendingVerdict::Beyond; });
  return std::min(kMostBreaches,
                  static_cast<std::size_t>(first_within - outcome.spendings.begin()));
}

// The largest parts of each of the first `breaches` spendings.
std::vector<std::vector<TopPart>> largest_by(const Grouping& groups, std::size_t breaches,
                                             const Ledger& ledger, const BudgetOutcome& outcome) {
  std::unordered_map<std::uint64_t, model::Money> sums;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const std::uint32_t spending = outcome.spending_of[i];
    if (spending >= breaches || !ledger.entries[i].charge) continue;
    sums[std::uint64_t{spending} << 32U | groups.group_of[i]] += *ledger.entries[i].charge;
  }
  std::vector<std::vector<TopPart>> largest(breaches);
  for (const auto& [key, sum] : sums) {
    largest[key >> 32U].push_back({groups.names[key & 0xffffffffU], sum});
  }
  for (std::vector<TopPart>& parts : largest) {
    std::sort(parts.begin(), parts.end(), [](const TopPart& a, const TopPart& b) {
      return a.cost != b.cost ? a.cost > b.cost : stands_before({a.name}, {b.name});
    });
    if (parts.size() > kParts) parts.resize(kParts);
  }
  return largest;
}

}  // namespace

void find_top_parts(const model::Ancestry& ancestry, const Ledger& ledger, const FieldKeys& keys,
                    BudgetOutcome& outcome) {
  const std::size_t breaches = breaches_of(outcome);
  if (breaches == 0) return;
  const Grouping by_model = Dimension::by_model(keys).group(ancestry, ledger);
  const Grouping by_trace = Dimension::by_trace().group(ancestry, ledger);
  auto models = largest_by(by_model, breaches, ledger, outcome);
  auto traces = largest_by(by_trace, breaches, ledger, outcome);
  for (std::size_t i = 0; i < breaches; ++i) {
    outcome.tops.push_back({std::move(models[i]), std::move(traces[i])});
  }
}

}  // namespace trace_cost::cost
