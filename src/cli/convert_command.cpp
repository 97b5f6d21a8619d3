#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "report/convert/target.h"

namespace trace_cost::cli {

namespace {

struct ConvertOptions {
  InputOptions input;
  OutputOptions output;
  std::string target;
  std::string weight = "time";
};

// The output has no room for it.
void say_filtering(const report::Analysis& analysis, const OutputOptions& output,
                   const Session& session) {
  if (!analysis.filtering || output.loudness() == Loudness::Quiet) return;
  const report::Filtering& filtering = *analysis.filtering;
  const std::string line =
      fmt::format("trace-cost: only traces with {}: {} of {}\n",
                  base::printable(fmt::format("{}", fmt::join(filtering.conditions, " and "))),
                  analysis.capture->traces().size(), filtering.traces);
  std::fwrite(line.data(), 1, line.size(), session.err);
}

int convert(const ConvertOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (would_overwrite_input(options.input, options.output, session)) return kCannotDo;
  auto wanted = settle_wanted(
      options.input, {},
      {.parts = {Part::Traces}, .by = {cost::kBilledBy.begin(), cost::kBilledBy.end()}});
  if (!wanted) return refuse(session, wanted.error().message);
  (*wanted).selection.keep_others();
  const report::Analysis analysis =
      analyse(options.input, *wanted, progress_place(options.output, session));
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  say_filtering(analysis, options.output, session);
  const report::Target* const target = report::find_target(options.target);
  const report::Weight weight =
      options.weight == "cost" ? report::Weight::Cost : report::Weight::SelfTime;
  const Produce produce = [&](const report::Sink& sink) {
    report::Outlet outlet(sink);
    target->write({analysis, wanted->selection, wanted->by, weight}, outlet);
  };
  if (const auto failure = write_result(produce, options.output.file, session)) {
    return refuse(session, failure->message);
  }
  return analysis.diagnostics.has_errors() ? kCannotDo : kDone;
}

std::string words_about_targets() {
  std::string text = "What to write:";
  for (const report::Target& target : report::targets()) {
    text += fmt::format("\n{}: {}", target.name, target.summary);
  }
  return text;
}

}  // namespace

Action add_convert_command(CLI::App& app) {
  const auto options = std::make_shared<ConvertOptions>();
  std::vector<std::string_view> names;
  for (const report::Target& target : report::targets()) names.push_back(target.name);
  add_input_options(app, options->input);
  add_filter_options(app, TraceOption::Filter, options->input);
  add_choice(app, {"--to", words_about_targets(), "FORMAT"}, names, options->target);
  require(app, "--to");
  static constexpr std::array<std::string_view, 2> kWeights{"time", "cost"};
  add_choice(app, {"--weight", "What folded and speedscope measure (default: time)", "WEIGHT"},
             kWeights, options->weight);
  add_file_options(app, options->output);
  return [options](const Session& session) { return convert(*options, session); };
}

}  // namespace trace_cost::cli
