#include "policy/suppressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/glob.h"
#include "policy/limit_text.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

bool covers(const Suppression& suppression, const model::Finding& finding) {
  if (suppression.rule != finding.rule->id) return false;
  if (suppression.where.empty()) return true;
  if (const auto pair = read_pair(suppression.where)) {
    return finding.caller && finding.callee && fits(*pair, *finding.caller, *finding.callee);
  }
  for (const auto& name : {finding.caller, finding.callee, finding.service, finding.user}) {
    if (name && base::glob_covers(suppression.where, *name)) return true;
  }
  return false;
}

bool has_expired(const Suppression& suppression, model::Instant now) {
  return suppression.expires && now >= *suppression.expires + std::chrono::days{1};
}

std::vector<model::Finding> expiry_findings(std::span<const Suppression> suppressions,
                                            model::Instant now) {
  std::vector<model::Finding> found;
  for (const Suppression& suppression : suppressions) {
    if (!has_expired(suppression, now)) continue;
    model::Finding finding = model::finding_of(kSuppressionExpired);
    finding.count = 1;
    finding.message = fmt::format("{} was to be ignored until {}: {}", name_of(suppression),
                                  day_text(*suppression.expires), suppression.reason);
    found.push_back(std::move(finding));
  }
  return found;
}

std::vector<Suppression> in_force(std::span<const Suppression> suppressions, model::Instant now) {
  std::vector<Suppression> held;
  std::copy_if(suppressions.begin(), suppressions.end(), std::back_inserter(held),
               [now](const Suppression& one) { return !has_expired(one, now); });
  return held;
}

}  // namespace trace_cost::policy
