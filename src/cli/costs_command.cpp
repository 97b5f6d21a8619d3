#include <array>
#include <memory>
#include <string>
#include <vector>

#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "report/views/costs_view.h"

namespace trace_cost::cli {

namespace {

struct CostsOptions {
  InputOptions input;
  OutputOptions output;
  std::vector<std::string> by;
};

int run(const CostsOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (would_overwrite_input(options.input, options.output, session)) return kCannotDo;
  const auto wanted = settle_wanted(options.input, {}, options.by);
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis = analyse(options.input, *wanted);
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  report::Document document;
  document.schema = "trace-cost.costs.v1";
  report::add_costs(analysis, analysis.costs, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  return analysis.diagnostics.has_errors() ? kCannotDo : kDone;
}

}  // namespace

Action add_costs_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto options = std::make_shared<CostsOptions>();
  add_input_options(app, options->input);
  add_list(app,
           {"--by",
            "Group by user, model, provider, service, session, tenant, trace, operation, day or "
            "attr:KEY; several with commas",
            "DIM,..."},
           Separator::Comma, options->by);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
