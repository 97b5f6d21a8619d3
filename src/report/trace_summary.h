// One line about each trace.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/analysis.h"

namespace trace_cost::report {

struct TraceSummary {
  model::TraceIndex trace;
  model::SpanIndex head;  // the first root; without one the first top
  model::Instant start = model::kUnknownInstant;
  // Of the root, whatever the clocks of other hosts say; without a root, from the first start to
  // the last end. Empty when unknown.
  std::optional<model::Nanos> duration;
  std::uint64_t spans = 0;
  std::uint64_t orphans = 0;
  std::uint64_t errors = 0;
  std::optional<model::Money> cost;  // empty: no span of it has a charge
};

// By start, then trace id.
std::vector<TraceSummary> summarise_traces(const Analysis& analysis);

// Distinct, sorted; an empty text is a service without a name.
std::vector<std::string> services_of(const Analysis& analysis, const TraceSummary& summary);
// Distinct, sorted.
std::vector<std::string> users_of(const Analysis& analysis, const TraceSummary& summary);

// "alice", "alice, bob and 3 more", "(nobody)".
std::string users_text(const std::vector<std::string>& users);

// A service's name, or the words for one that has none.
std::string shown_service(std::string_view service);

}  // namespace trace_cost::report
