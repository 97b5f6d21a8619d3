#include <array>
#include <memory>

#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "report/views/capture_view.h"
#include "report/views/costs_view.h"
#include "report/views/findings_view.h"
#include "report/views/legs_view.h"
#include "report/views/timeline_view.h"
#include "report/views/traces_view.h"

namespace trace_cost::cli {

namespace {

struct ReportOptions {
  InputOptions input;
  JudgeOptions judge;
  OutputOptions output;
};

constexpr std::size_t kFindingsShown = 12;
constexpr std::size_t kWaterfalls = 2;
constexpr std::size_t kRowsOfAWaterfall = 24;

report::Document report_document(const report::Analysis& analysis) {
  report::Document document;
  document.schema = "trace-cost.report.v1";
  const auto summaries = report::summarise_traces(analysis);
  const auto picks = report::worth_opening(analysis, summaries);
  report::add_capture(analysis, document);
  report::add_findings(analysis, kFindingsShown, document);
  report::add_legs(analysis, document);
  report::add_propagation(analysis, document);
  report::add_costs(analysis, analysis.costs, document);
  report::add_traces(analysis, summaries, document);
  report::add_worth_opening(analysis, picks, document);
  for (std::size_t i = 0; i < std::min(kWaterfalls, picks.size()); ++i) {
    report::add_timeline(analysis, *picks[i].summary, kRowsOfAWaterfall, report::Audience::People,
                         document);
  }
  return document;
}

int run(const ReportOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (would_overwrite_input(options.input, options.output, session)) return kCannotDo;
  const auto wanted = settle_wanted(options.input, options.judge, {});
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis = analyse(options.input, *wanted);
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  if (const auto failure = print(report_document(analysis), options.output, session)) {
    return refuse(session, failure->message);
  }
  return analysis.diagnostics.has_errors() ? kCannotDo : kDone;
}

}  // namespace

Action add_report_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  const auto options = std::make_shared<ReportOptions>();
  add_input_options(app, options->input);
  add_budget_option(app, options->judge);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
