#include "cli/analyse.h"

#include <algorithm>
#include <utility>

#include "cost/cost_findings.h"
#include "input/capture_reader.h"
#include "latency/self_time.h"
#include "model/hop.h"
#include "policy/input_findings.h"

namespace trace_cost::cli {

namespace {

std::vector<model::Finding> all_findings(const report::Analysis& analysis, const Wanted& wanted) {
  std::vector<model::Finding> found = analysis.propagation.findings;
  model::append(policy::damage_findings(*analysis.capture, policy::Damage::Reported), found);
  model::append(cost::money_findings(*analysis.forest, analysis.ledger, wanted.selection), found);
  for (const cost::Budget& budget : wanted.budgets) {
    model::append(
        cost::budget_findings(budget, cost::spendings(budget, *analysis.forest, analysis.ledger),
                              *analysis.capture),
        found);
  }
  model::sort_findings(found);
  return found;
}

}  // namespace

base::Result<Wanted> settle_wanted(const InputOptions& input, const JudgeOptions& judge,
                                   const std::vector<std::string>& by) {
  Wanted wanted;
  wanted.fields =
      cost::select_fields({input.user_keys, input.cost_keys, input.tenant_keys}, wanted.selection);
  wanted.peers = propagation::select_peer_keys(wanted.selection);
  for (const std::string& text : judge.budgets) {
    const auto budget = cost::read_budget(text, wanted.fields, wanted.selection);
    if (!budget) return budget.error();
    wanted.budgets.push_back(*budget);
  }
  const std::vector<std::string> by_user{"user"};
  for (const std::string& name : by.empty() ? by_user : by) {
    const auto dimension = cost::Dimension::parse(name, wanted.fields, wanted.selection);
    if (!dimension) return dimension.error();
    const bool is_twice = std::any_of(
        wanted.by.begin(), wanted.by.end(),
        [&](const cost::Dimension& other) { return other.name() == dimension->name(); });
    if (!is_twice) wanted.by.push_back(*dimension);
  }
  return wanted;
}

report::Analysis analyse(const InputOptions& input, const Wanted& wanted) {
  report::Analysis analysis;
  const std::vector<std::string> standard_input{"-"};
  const auto paths = input::expand_inputs(input.inputs.empty() ? standard_input : input.inputs,
                                          analysis.diagnostics);
  analysis.capture = std::make_unique<model::Capture>(
      input::read_capture(paths, wanted.selection, analysis.diagnostics, {.threads = input.threads}));
  const model::Capture& capture = *analysis.capture;
  analysis.forest = std::make_unique<model::Forest>(capture);
  const model::Forest& forest = *analysis.forest;

  analysis.ledger = cost::build_ledger(forest, wanted.fields);
  analysis.charges = analysis.ledger.charge_by_span(capture.spans().size());
  analysis.users = cost::attribute_spans(forest, wanted.fields[cost::Field::User]);
  analysis.costs = cost::sum_costs(forest, analysis.ledger, wanted.by);

  const std::vector<model::Hop> hops = model::find_hops(forest);
  analysis.paths = std::make_unique<latency::CriticalPaths>(forest);
  analysis.self_times = latency::self_times(forest);
  analysis.legs = latency::find_legs(forest, hops, *analysis.paths, analysis.charges);
  analysis.propagation = propagation::judge_propagation(forest, hops, wanted.peers);
  analysis.findings = all_findings(analysis, wanted);
  return analysis;
}

}  // namespace trace_cost::cli
