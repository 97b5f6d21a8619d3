#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/show.h"
#include "report/views/merged_view.h"
#include "report/views/timeline_view.h"

namespace trace_cost::cli {

namespace {

struct TimelineOptions {
  Request request;
  std::string trace;
  std::size_t slowest = 0;
  std::size_t costliest = 0;
  bool failed = false;
  bool merge = false;
};

using Summaries = std::vector<report::TraceSummary>;

// The first `count` by `is_before`; earlier traces win a tie.
template <typename IsBefore>
Summaries first_by(Summaries summaries, std::size_t count, IsBefore is_before) {
  std::stable_sort(summaries.begin(), summaries.end(), is_before);
  summaries.resize(std::min(count, summaries.size()));
  return summaries;
}

Summaries with_prefix(const report::Analysis& analysis, Summaries summaries, std::string prefix) {
  if (prefix.starts_with("0x") || prefix.starts_with("0X")) prefix.erase(0, 2);
  std::transform(prefix.begin(), prefix.end(), prefix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::erase_if(summaries, [&](const report::TraceSummary& summary) {
    const model::TraceId& id = analysis.ancestry->traces()[summary.trace.number()].id;
    return !model::to_hex(id).starts_with(prefix);
  });
  return summaries;
}

Summaries choose(const TimelineOptions& options, const report::Analysis& analysis) {
  Summaries all = report::summarise_traces(analysis);
  if (!options.trace.empty()) return with_prefix(analysis, std::move(all), options.trace);
  if (options.failed) {
    std::erase_if(all, [](const report::TraceSummary& s) { return s.errors == 0; });
    return all;
  }
  if (options.costliest > 0) {
    return first_by(std::move(all), options.costliest,
                    [](const auto& a, const auto& b) { return a.cost > b.cost; });
  }
  return first_by(std::move(all), std::max<std::size_t>(1, options.slowest),
                  [](const auto& a, const auto& b) { return a.duration > b.duration; });
}

std::string nothing_chosen(const TimelineOptions& options, const report::Analysis& analysis) {
  const std::size_t traces = analysis.ancestry->traces().size();
  if (!options.trace.empty()) {
    return fmt::format("--trace {}: none of the {} trace ids begins with it", options.trace,
                       traces);
  }
  return fmt::format("--failed: none of the {} traces has a span with status ERROR", traces);
}

report::Document merged_document(const report::Analysis& analysis) {
  report::Document document;
  document.schema = "trace-cost.timeline.v1";
  document.blocks.emplace_back(
      report::Table{"merged", "", {}, {}, {}, "", report::Audience::Machines});
  report::add_merged(analysis, document);
  return document;
}

base::Result<report::Document> timeline_document(const TimelineOptions& options,
                                                 const report::Analysis& analysis) {
  if (options.merge) return merged_document(analysis);
  const Summaries chosen = choose(options, analysis);
  if (chosen.empty() && !options.failed) {
    return base::Error{base::ErrorCode::BadArgument, nothing_chosen(options, analysis)};
  }
  report::Document document;
  document.schema = "trace-cost.timeline.v1";
  document.blocks.emplace_back(
      report::Table{"timelines", "", {}, {}, {}, "", report::Audience::Machines});
  if (chosen.empty()) {
    document.blocks.emplace_back(report::Notes{"", {{{nothing_chosen(options, analysis), {}}}}});
  }
  for (const report::TraceSummary& summary : chosen) {
    report::add_timeline(analysis, summary, 0, report::Audience::Everyone, document);
  }
  return document;
}

}  // namespace

Action add_timeline_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  const auto options = std::make_shared<TimelineOptions>();
  options->request.purpose.parts = {Part::Traces};
  add_input_options(app, options->request.input);
  add_filter_options(app, TraceOption::Own, options->request.input);
  add_text(app, {"--trace", "Traces whose id begins with PREFIX", "PREFIX"}, options->trace);
  add_count(app, {"--slowest", "The N slowest (default: 1)", "N"}, options->slowest);
  add_count(app, {"--costliest", "The N that cost most", "N"}, options->costliest);
  add_switch(app, {"--failed", "All that have a failed span", ""}, options->failed);
  add_switch(app, {"--merge", "The typical trace of each root operation", ""}, options->merge);
  allow_one_of(app, {"--trace", "--slowest", "--costliest", "--failed", "--merge"});
  add_list(app, {"--attrs", "Show these attributes beneath their spans (repeatable)", "KEY,..."},
           Separator::Comma, options->request.purpose.attributes);
  add_output_options(app, kFormats, options->request.output);
  return [options](const Session& session) {
    const Say say = [&](const report::Analysis& analysis) {
      return timeline_document(*options, analysis);
    };
    return show(options->request, say, session);
  };
}

}  // namespace trace_cost::cli
