#include "cost/evidence.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace trace_cost::cost {

namespace {

// Entries of one source stand under one of these.
struct Origin {
  Suppression suppression;
  Basis basis;
  model::AttributeKey key;
  const ModelPrice* price;
  // Only to find equal ones again; the rows are put in order by what they say.
  friend bool operator<(const Origin& a, const Origin& b) {
    return std::tie(a.suppression, a.basis, a.key, a.price) <
           std::tie(b.suppression, b.basis, b.key, b.price);
  }
};

struct Sum {
  model::Money cost;
  std::uint64_t entries = 0;
};

std::string price_source(const ModelPrice& price) {
  const PriceSource& list = price.list();
  return price.entry().name + ", " + list.name + (list.dated.empty() ? "" : " " + list.dated);
}

std::string source_of(const Origin& origin, const model::AttributeSelection& selection) {
  if (origin.price != nullptr) return price_source(*origin.price);
  return origin.key ? selection.name(origin.key) : "";
}

}  // namespace

std::vector<EvidenceRow> evidence_of(const Ledger& ledger,
                                     const model::AttributeSelection& selection) {
  std::map<Origin, Sum> sums;
  const auto add = [&](const Entry& entry, Suppression why) {
    Sum& sum = sums[{why, entry.basis, entry.source, entry.price}];
    ++sum.entries;
    if (entry.charge) sum.cost += *entry.charge;
  };
  for (const Entry& entry : ledger.entries) add(entry, Suppression::No);
  for (const SuppressedEntry& kept_out : ledger.suppressed) add(kept_out.entry, kept_out.why);
  std::vector<EvidenceRow> rows;
  rows.reserve(sums.size());
  for (const auto& [origin, sum] : sums) {
    rows.push_back(
        {origin.basis, origin.suppression, source_of(origin, selection), sum.cost, sum.entries});
  }
  std::sort(rows.begin(), rows.end(), [](const EvidenceRow& a, const EvidenceRow& b) {
    return std::tie(a.suppression, a.basis, b.cost, a.source, a.entries) <
           std::tie(b.suppression, b.basis, a.cost, b.source, b.entries);
  });
  return rows;
}

}  // namespace trace_cost::cost
