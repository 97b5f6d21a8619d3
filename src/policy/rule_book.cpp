#include "policy/rule_book.h"

#include <algorithm>
#include <array>

#include "cost/budget_findings.h"
#include "cost/cost_findings.h"
#include "cost/doubt_findings.h"
#include "policy/input_findings.h"
#include "policy/regressions.h"
#include "propagation/rules.h"

namespace trace_cost::policy {

using model::Certainty;
using model::FindingSeverity;
using model::Rule;

const Rule kLatencyLimit{"TC-L005",
                         "latency limit exceeded",
                         FindingSeverity::Error,
                         Certainty::Certain,
                         "A percentile of a root operation or of a leg lies above what was agreed. "
                         "It is the value of a call that was made (nearest rank); reaching exactly "
                         "the limit is within it.",
                         "open the slowest trace: trace-cost timeline --slowest 1"};

const Rule kExpectedEdge{
    "TC-P022",
    "expected edge is not joined",
    FindingSeverity::Error,
    Certainty::Certain,
    "Calls on an edge that was agreed to keep the trace id lost it. The edge's "
    "other findings say how.",
    "see the findings about the same edge: TC-P001, TC-P003"};

const Rule kCoverageFloor{"TC-G001",
                          "coverage below the floor",
                          FindingSeverity::Error,
                          Certainty::Certain,
                          "Less of the money has a user, or fewer model calls have a price, than "
                          "was agreed. What has none is unknown to every budget.",
                          "trace-cost costs --by service,model shows where it is missing"};

const Rule kServiceMissing{
    "TC-G002",
    "required service missing",
    FindingSeverity::Error,
    Certainty::Certain,
    "No span of a service that must take part is in the capture: it was not "
    "called, not captured, or goes by another service.name.",
    "give the service's dump too, and compare its service.name (OTEL_SERVICE_NAME)"};

const Rule kEdgeNotAllowed{"TC-G003",
                           "call that is not allowed",
                           FindingSeverity::Error,
                           Certainty::Certain,
                           "One service called another, and the policy's allowed_edges do not name "
                           "the two.",
                           "take the call out, or add the edge to allowed_edges"};

const Rule kOutlivesParent{"TC-G004",
                           "child outlives its parent",
                           FindingSeverity::Error,
                           Certainty::Certain,
                           "A span ended after its parent, so the parent's duration does not tell "
                           "when the work was done. Between two hosts, whose clocks may differ, "
                           "only a child that is longer than its parent counts. What a CONSUMER "
                           "does is meant to outlive its sender, and is not judged.",
                           "wait for the child, or name the two in may_outlive"};

const Rule kTraceTooLarge{"TC-G005",
                          "trace too large",
                          FindingSeverity::Error,
                          Certainty::Certain,
                          "A trace has more spans, calls, model calls or tokens than was agreed: "
                          "often a loop that asks again and again, or one query for each row.",
                          "open the trace: trace-cost timeline --trace ID"};

const Rule kSuppressionExpired{"TC-G006",
                               "suppression has expired",
                               FindingSeverity::Error,
                               Certainty::Certain,
                               "The policy ignores a finding until a day, and that day has passed. "
                               "The finding is judged again.",
                               "mend the finding and take the entry out, or set a new day"};

std::span<const Rule* const> policy_rules() {
  static constexpr std::array kRules{
      &kExpectedEdge,   &kCoverageFloor, &kServiceMissing,     &kEdgeNotAllowed,
      &kOutlivesParent, &kTraceTooLarge, &kSuppressionExpired, &kLatencyLimit,
  };
  return kRules;
}

std::vector<const Rule*> all_rules() {
  std::vector<const Rule*> rules;
  for (const Rule* rule : propagation::propagation_rules()) rules.push_back(rule);
  for (const Rule& rule : cost::cost_rules()) rules.push_back(&rule);
  for (const Rule& rule : cost::doubt_rules()) rules.push_back(&rule);
  for (const Rule& rule : cost::budget_rules()) rules.push_back(&rule);
  for (const Rule& rule : input_rules()) rules.push_back(&rule);
  for (const Rule* rule : policy_rules()) rules.push_back(rule);
  for (const Rule* rule : regression_rules()) rules.push_back(rule);
  std::sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return a->id < b->id; });
  return rules;
}

}  // namespace trace_cost::policy
