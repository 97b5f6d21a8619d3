#include <array>
#include <memory>

#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "report/views/legs_view.h"

namespace trace_cost::cli {

namespace {

struct LegsOptions {
  InputOptions input;
  OutputOptions output;
};

int run(const LegsOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (would_overwrite_input(options.input, options.output, session)) return kCannotDo;
  const auto wanted = settle_wanted(options.input, {}, {});
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis = analyse(options.input, *wanted);
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  report::Document document;
  document.schema = "trace-cost.legs.v1";
  report::add_legs(analysis, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  return analysis.diagnostics.has_errors() ? kCannotDo : kDone;
}

}  // namespace

Action add_legs_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto options = std::make_shared<LegsOptions>();
  add_input_options(app, options->input);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
