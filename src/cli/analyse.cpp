#include "cli/analyse.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/count_money.h"
#include "cost/budget_findings.h"
#include "cost/cost_findings.h"
#include "cost/doubt_findings.h"
#include "input/capture_reader.h"
#include "latency/self_time.h"
#include "model/hop.h"
#include "policy/input_findings.h"

namespace trace_cost::cli {

namespace {

std::vector<model::Finding> all_findings(const report::Analysis& analysis, const Wanted& wanted) {
  std::vector<model::Finding> found = analysis.propagation.findings;
  model::append(policy::damage_findings(*analysis.capture, policy::Damage::Reported), found);
  model::append(cost::money_findings(*analysis.ancestry, analysis.ledger, wanted.selection), found);
  model::append(cost::doubt_findings(*analysis.capture, analysis.ledger), found);
  for (const cost::BudgetOutcome& outcome : analysis.budgets) {
    model::append(cost::budget_findings(outcome, *analysis.capture), found);
  }
  model::sort_findings(found);
  return found;
}

// Before any analysis, so that all of them speak of the same traces.
void leave_out(const Wanted& wanted, unsigned threads, report::Analysis& analysis) {
  model::Capture& capture = *analysis.capture;
  analysis.filtering = {wanted.filter.said, capture.traces().size(), capture.spans().size()};
  const model::Ancestry ancestry(capture, threads);
  capture.keep_traces(
      policy::kept_traces(wanted.filter, ancestry, wanted.fields[cost::Field::User]));
}

bool judges_calls(const Parts& parts) {
  return parts.have(Part::Propagation) || parts.have(Part::Findings);
}

bool needs_trees(const Parts& parts) {
  return parts.have(Part::Traces) || parts.have(Part::Legs) || judges_calls(parts);
}

void link_spans(const Parts& parts, unsigned threads, report::Analysis& analysis) {
  if (!needs_trees(parts)) {
    analysis.ancestry = std::make_shared<model::Ancestry>(*analysis.capture, threads);
    return;
  }
  analysis.forest = std::make_shared<model::Forest>(*analysis.capture, threads);
  analysis.ancestry = analysis.forest;
}

void time_spans(const Parts& parts, unsigned, report::Analysis& analysis) {
  if (!parts.have(Part::Traces) && !parts.have(Part::Legs)) return;
  const model::Forest& forest = *analysis.forest;
  analysis.paths = std::make_unique<latency::CriticalPaths>(forest);
  if (parts.have(Part::Traces)) analysis.self_times = latency::self_times(forest);
}

void judge_calls(const Wanted& wanted, const std::vector<model::Hop>& hops,
                 report::Analysis& analysis) {
  if (!judges_calls(wanted.parts)) return;
  analysis.propagation = propagation::judge_propagation(*analysis.forest, hops, wanted.peers);
}

void measure_legs(const Parts& parts, const std::vector<model::Hop>& hops,
                  report::Analysis& analysis) {
  if (!parts.have(Part::Legs)) return;
  analysis.legs = latency::find_legs(*analysis.forest, hops, *analysis.paths, analysis.charges);
}

// Empty when one of them is a pipe, or cannot be looked at.
std::optional<std::uint64_t> size_of(const std::vector<input::InputPath>& paths) {
  std::uint64_t size = 0;
  for (const input::InputPath& input : paths) {
    const std::filesystem::path path = input.path == "-" ? "/dev/stdin" : input.path;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    size += std::filesystem::file_size(path, error);
    if (error) return std::nullopt;
  }
  return size;
}

model::Capture read(const std::vector<input::InputPath>& paths, const InputOptions& options,
                    const Wanted& wanted, const ProgressPlace& place,
                    base::Diagnostics& diagnostics) {
  ProgressLine progress(place, size_of(paths));
  return input::read_capture(paths, wanted.selection, diagnostics,
                             {.threads = options.threads,
                              .limits = {.most = options.max_decoded},
                              .consumed = &progress.bytes()});
}

// How the table of costs is cut and shared out; its dimensions are known already.
base::Failure settle_table(const JudgeOptions& judge, const Purpose& purpose, Wanted& wanted) {
  wanted.top = purpose.top;
  const auto allocation = cost::read_allocation(purpose.allocation);
  if (!allocation) return allocation.error();
  wanted.allocation = *allocation;
  const bool has_user = std::any_of(wanted.by.begin(), wanted.by.end(),
                                    [](const cost::Dimension& by) { return by.name() == "user"; });
  if (allocation->method != cost::AllocationMethod::Keep && !has_user) {
    return base::Error{base::ErrorCode::BadArgument,
                       "--allocate-unattributed needs user among the dimensions of --by"};
  }
  const auto offset = cost::read_utc_offset("--timezone", judge.budgets.timezone);
  if (!offset) return offset.error();
  for (cost::Dimension& dimension : wanted.by) dimension = dimension.at(*offset);
  return {};
}

}  // namespace

base::Result<Wanted> settle_wanted(const InputOptions& input, const JudgeOptions& judge,
                                   const Purpose& purpose) {
  Wanted wanted;
  wanted.parts = purpose.parts;
  wanted.money = input.money;
  if (input.money.stitch) wanted.parts.add(Part::Propagation);
  auto prices = load_price_book(input.prices, cost::PriceBook(), wanted.diagnostics);
  if (!prices) return prices.error();
  wanted.prices = std::make_shared<cost::PriceBook>(std::move(*prices));
  wanted.fields =
      cost::select_fields({input.user_keys, input.cost_keys, input.tenant_keys}, wanted.selection);
  if (!input.money.user_via.empty()) {
    wanted.sessions = cost::select_field(cost::Field::Session, wanted.fields, wanted.selection);
  }
  if (purpose.parts.have(Part::Findings)) {
    // A report says it, too, when the exporter cut off what costs could be grouped by.
    for (const cost::Field field :
         {cost::Field::Tenant, cost::Field::Session, cost::Field::Provider}) {
      cost::select_field(field, wanted.fields, wanted.selection);
    }
  }
  if (judges_calls(wanted.parts)) {
    wanted.peers = propagation::select_peer_keys(wanted.selection, input.correlation_keys);
  }
  cost::BudgetWords words = judge.budgets;
  if (judge.counts_credits) words.credits = cost::Credits::Counted;
  auto budgets = cost::read_budgets(words, wanted.fields, wanted.selection);
  if (!budgets) return budgets.error();
  wanted.budgets = *std::move(budgets);
  for (const std::string& key : purpose.attributes) {
    wanted.attributes.push_back({key, wanted.selection.add(key)});
  }
  auto filter = policy::read_trace_filter(input.filter, wanted.selection);
  if (!filter) return filter.error();
  wanted.filter = std::move(*filter);
  for (const std::string& text : purpose.swaps) {
    const auto swap = cost::read_swap(text, *wanted.prices);
    if (!swap) return swap.error();
    wanted.swaps.push_back(*swap);
  }
  const std::vector<std::string> by_user{"user"};
  for (const std::string& name : purpose.by.empty() ? by_user : purpose.by) {
    const auto dimension = cost::Dimension::parse(name, wanted.fields, wanted.selection);
    if (!dimension) return dimension.error();
    const bool is_twice = std::any_of(
        wanted.by.begin(), wanted.by.end(),
        [&](const cost::Dimension& other) { return other.name() == dimension->name(); });
    if (!is_twice) wanted.by.push_back(*dimension);
  }
  if (auto failure = settle_table(judge, purpose, wanted)) return *failure;
  return wanted;
}

report::Analysis analyse(const InputOptions& input, const Wanted& wanted,
                         const ProgressPlace& place) {
  report::Analysis analysis;
  analysis.diagnostics = wanted.diagnostics;
  const std::vector<std::string> standard_input{"-"};
  const auto paths = input::expand_inputs(input.inputs.empty() ? standard_input : input.inputs,
                                          analysis.diagnostics);
  analysis.capture =
      std::make_unique<model::Capture>(read(paths, input, wanted, place, analysis.diagnostics));
  if (!wanted.filter.is_empty()) leave_out(wanted, input.threads, analysis);
  analysis.shown_attributes = wanted.attributes;
  link_spans(wanted.parts, input.threads, analysis);
  const bool has_hops = wanted.parts.have(Part::Legs) || judges_calls(wanted.parts);
  const std::vector<model::Hop> hops =
      has_hops ? model::find_hops(*analysis.forest) : std::vector<model::Hop>{};
  judge_calls(wanted, hops, analysis);
  count_money(wanted, input.threads, analysis);
  time_spans(wanted.parts, input.threads, analysis);
  measure_legs(wanted.parts, hops, analysis);
  if (wanted.parts.have(Part::Findings)) analysis.findings = all_findings(analysis, wanted);
  return analysis;
}

}  // namespace trace_cost::cli
