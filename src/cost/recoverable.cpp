#include "cost/recoverable.h"

#include <algorithm>
#include <map>

namespace trace_cost::cost {

namespace {

// The entries of one trace: they stand side by side.
std::span<const Entry> entries_of(const Ledger& ledger, const model::Trace& trace) {
  const auto from = [&](std::uint32_t span) {
    return std::lower_bound(
        ledger.entries.begin(), ledger.entries.end(), span,
        [](const Entry& entry, std::uint32_t wanted) { return entry.span.number() < wanted; });
  };
  return {from(trace.first), from(trace.first + trace.count)};
}

}  // namespace

Recoverable recoverable_by(const StitchedUsers& stitched, const model::Ancestry& ancestry,
                           const model::KeyRanking& users, const Ledger& ledger) {
  const AttributionTerms terms{.stitched_users = &stitched};
  Attribution attribution(ancestry, users, terms);
  std::map<std::string, model::Money> sums;
  Recoverable found;
  for (const model::TraceIndex index : stitched.traces()) {
    const model::Trace& trace = ancestry.traces()[index.number()];
    const std::span<const Owner> owners = attribution.of(trace);
    for (const Entry& entry : entries_of(ledger, trace)) {
      const Owner& owner = owners[entry.span.number() - trace.first];
      if (!entry.charge || entry.user.value || !owner.value) continue;
      model::NumberBuffer buffer;
      sums[std::string(ancestry.capture().text(owner.value, buffer))] += *entry.charge;
      found.total += *entry.charge;
    }
  }
  for (const auto& [user, cost] : sums) found.rows.push_back({user, cost});
  std::stable_sort(
      found.rows.begin(), found.rows.end(),
      [](const RecoverableRow& a, const RecoverableRow& b) { return a.cost > b.cost; });
  return found;
}

}  // namespace trace_cost::cost
