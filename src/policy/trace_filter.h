// Which traces a run looks at. Whole traces are kept or left out, so that trees, critical paths and
// the search for users stay right.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cost/conventions.h"
#include "model/ancestry.h"

namespace trace_cost::policy {

// As they were typed; each list holds what was given several times.
struct FilterTexts {
  std::vector<std::string> services = {};
  std::vector<std::string> operations = {};
  std::vector<std::string> users = {};
  std::vector<std::string> traces = {};
  std::vector<std::string> where = {};
  std::string min_duration = {};
  std::string since = {};
  std::string until = {};
  bool errors = false;
};

// A trace is kept when it began in [since, until), its id begins with one of `traces`, and one of
// its spans fits all the rest at once. Of several values for one thing, one must fit.
struct TraceFilter {
  struct Where {
    model::AttributeKey key;
    std::vector<std::string> values;
  };
  std::vector<std::string> services;
  std::vector<std::string> operations;  // names of spans
  std::vector<std::string> users;       // of the span, however they were found
  std::vector<Where> where;             // of the span or its resource
  std::optional<model::Nanos> min_duration;
  bool errors = false;              // status ERROR
  std::vector<std::string> traces;  // lower-case hex
  std::optional<model::Instant> since;
  std::optional<model::Instant> until;
  std::vector<std::string> said;  // each condition as an option

  [[nodiscard]] bool is_empty() const { return said.empty(); }
};

// Adds the keys of `where` to the selection, before anything is read. An error names the option,
// what was found and what was expected.
base::Result<TraceFilter> read_trace_filter(const FilterTexts& texts,
                                            model::AttributeSelection& selection);

// By trace: whether it is kept. `users` are the keys that name users.
std::vector<bool> kept_traces(const TraceFilter& filter, const model::Ancestry& ancestry,
                              const model::KeyRanking& users);

}  // namespace trace_cost::policy
