#include <algorithm>
#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/show.h"
#include "report/views/budgets_view.h"
#include "report/views/capture_view.h"
#include "report/views/costs_view.h"
#include "report/views/findings_view.h"
#include "report/views/legs_view.h"
#include "report/views/timeline_view.h"
#include "report/views/traces_view.h"

namespace trace_cost::cli {

namespace {

constexpr std::size_t kFindingsShown = 12;
constexpr std::size_t kWaterfalls = 2;
constexpr std::size_t kRowsOfAWaterfall = 24;

report::Document report_document(const report::Analysis& analysis) {
  report::Document document;
  document.schema = "trace-cost.report.v1";
  const auto summaries =
      std::make_shared<const std::vector<report::TraceSummary>>(report::summarise_traces(analysis));
  const auto picks = report::worth_opening(analysis, *summaries);
  report::add_capture(analysis, document);
  report::add_findings(analysis, kFindingsShown, document);
  report::add_legs(analysis, document);
  report::add_propagation(analysis, document);
  report::add_costs(analysis, analysis.costs, {}, document);
  report::add_budgets(analysis, report::Audience::Everyone, document);
  report::add_traces(analysis, summaries, document);
  report::add_worth_opening(analysis, picks, document);
  for (std::size_t i = 0; i < std::min(kWaterfalls, picks.size()); ++i) {
    report::add_timeline(analysis, *picks[i].summary, kRowsOfAWaterfall, report::Audience::People,
                         document);
  }
  return document;
}

}  // namespace

Action add_report_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  const auto request = std::make_shared<Request>();
  request->purpose.parts = {Part::Costs, Part::Traces, Part::Legs, Part::Propagation,
                            Part::Findings};
  add_input_options(app, request->input);
  add_budget_options(app, request->judge);
  for (const char* name : {"--budget-override", "--warn-at", "--timezone", "--budget-credits"}) {
    make_need(app, name, "--budget");
  }
  add_filter_options(app, TraceOption::Filter, request->input);
  add_output_options(app, kFormats, request->output);
  return [request](const Session& session) { return show(*request, report_document, session); };
}

}  // namespace trace_cost::cli
