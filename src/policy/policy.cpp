#include "policy/policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/glob.h"

namespace trace_cost::policy {

std::string text_of(const Place& place) {
  return place.file.empty() ? "" : fmt::format("{}:{}", place.file, place.line);
}

std::string text_of(const ServicePair& pair) { return pair.caller + ">" + pair.callee; }

bool fits(const ServicePair& pair, std::string_view caller, std::string_view callee) {
  return base::glob_covers(pair.caller, caller) && base::glob_covers(pair.callee, callee);
}

std::string_view name_of(Quantile quantile) {
  switch (quantile) {
    case Quantile::P50:
      return "p50";
    case Quantile::P95:
      return "p95";
    case Quantile::P99:
      return "p99";
    case Quantile::Max:
      break;
  }
  return "max";
}

std::string_view name_of(Countable countable) {
  switch (countable) {
    case Countable::Spans:
      return "spans";
    case Countable::Calls:
      return "calls";
    case Countable::ModelCalls:
      return "model_calls";
    case Countable::Tokens:
      break;
  }
  return "tokens";
}

std::string_view name_of(Covered covered) {
  return covered == Covered::Attributed ? "attributed" : "priced";
}

std::string name_of(const Suppression& suppression) {
  return suppression.where.empty() ? suppression.rule : suppression.rule + "@" + suppression.where;
}

bool Policy::speaks_of_time() const {
  return std::any_of(suppressions.begin(), suppressions.end(),
                     [](const Suppression& one) { return one.expires.has_value(); });
}

}  // namespace trace_cost::policy
