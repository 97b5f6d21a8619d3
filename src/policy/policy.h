// What was agreed, in a policy file and in the options of the command: plain data.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cost/budget.h"
#include "model/finding.h"
#include "model/instant.h"
#include "model/money.h"

namespace trace_cost::policy {

// Where something was agreed. Without a file: on the command line, or nowhere in particular.
struct Place {
  std::string file;        // as it was found; raw bytes
  std::uint32_t line = 0;  // from 1; 0 without a file
};
std::string text_of(const Place& place);  // "trace-cost.toml:14", or empty

// A caller and a callee. '*' in a name stands for any letters, so "*" is any service.
struct ServicePair {
  std::string caller;
  std::string callee;
};
std::string text_of(const ServicePair& pair);  // "backend>database"
// An empty `service` is one without a name.
bool fits(const ServicePair& pair, std::string_view caller, std::string_view callee);

enum class Quantile : std::uint8_t { P50, P95, P99, Max };
std::string_view name_of(Quantile quantile);  // "p95"

// At most `most` for the requests that begin with `operation`, or for the calls of `leg`.
struct LatencyLimit {
  std::string operation;  // name of a root span, may hold '*'; empty when there is a leg
  std::string service;    // of that root; empty: any
  std::optional<ServicePair> leg;
  Quantile quantile = Quantile::P95;
  model::Nanos most{0};
  std::uint64_t min_calls = 1;  // with fewer it is not judged
  Place place;
};

// A limit on spending.
struct BudgetTerms {
  std::string text;  // in the words of cost::read_budget
  Place place;
  // What those words do not say; see cost::Budget.
  std::string name = {};  // empty: as the words name it
  std::vector<cost::Override> overrides = {};
  std::optional<std::vector<std::int64_t>> warn_at = {};
  cost::OnBreach on_breach = cost::OnBreach::Fail;
  cost::Forecast forecast = cost::Forecast::No;
  std::optional<cost::Anomaly> anomaly = {};
};

// From service to service: each hop must be there and must keep the trace id.
struct Expectation {
  std::vector<std::string> path;  // at least two; may hold '*'
  Place place;
};

enum class Countable : std::uint8_t { Spans, Calls, ModelCalls, Tokens };
std::string_view name_of(Countable countable);  // "model_calls"

struct TraceLimit {
  Countable of = Countable::Spans;
  std::uint64_t most = 0;
  Place place;
};

struct RequiredService {
  std::string name;
  Place place;
};

// What traces may look like. A list that is not there asks nothing; an empty one allows nothing.
struct TraceShape {
  std::optional<std::vector<ServicePair>> allowed_edges;
  std::optional<std::vector<ServicePair>> may_outlive;
  Place allowed_edges_place;
  Place may_outlive_place;
  std::vector<RequiredService> required_services;
  std::vector<TraceLimit> limits;
};

enum class Covered : std::uint8_t { Attributed, Priced };
std::string_view name_of(Covered covered);  // "attributed"

// At least `least` millionths of the money must have a user, or of the model calls a price.
struct CoverageFloor {
  Covered of = Covered::Attributed;
  std::int64_t least = 0;
  Place place;
};

struct SeverityChange {
  std::string rule;                                // "TC-P008"
  std::optional<model::FindingSeverity> severity;  // empty: off, the rule is not judged at all
};

// Findings that are known and not to fail: those of `rule` that are about `where`.
struct Suppression {
  std::string rule;
  std::string where;  // "backend>database", a service or a user, may hold '*'; empty: anywhere
  std::string reason;
  std::optional<std::chrono::sys_days> expires;  // holds to the end of that day, UTC
  Place place;
};
std::string name_of(const Suppression& suppression);  // "TC-P001@backend>database"

struct Policy {
  std::string file;  // as it was found; empty: there is none
  std::optional<std::string> fail_on;
  bool strict = false;
  std::string baseline;  // a path as the policy file says it, from that file's folder
  std::vector<BudgetTerms> budgets;
  std::vector<LatencyLimit> latency;
  std::vector<Expectation> expectations;
  TraceShape traces;
  std::vector<CoverageFloor> coverage;
  std::vector<SeverityChange> severities;  // the last of a rule counts
  std::vector<Suppression> suppressions;

  // True when something depends on what day it is.
  [[nodiscard]] bool speaks_of_time() const;
};

}  // namespace trace_cost::policy
