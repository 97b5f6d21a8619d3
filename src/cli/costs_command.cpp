#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/show.h"
#include "report/views/costs_view.h"
#include "report/views/ledger_view.h"

namespace trace_cost::cli {

namespace {

report::Document costs_document(const report::Analysis& analysis, Loudness loudness) {
  report::Document document;
  document.schema = "trace-cost.costs.v1";
  report::add_costs(analysis, analysis.costs, document);
  const bool is_verbose = loudness == Loudness::Verbose;
  report::add_evidence(
      analysis, is_verbose ? report::Audience::Everyone : report::Audience::Machines, document);
  return document;
}

}  // namespace

Action add_costs_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto request = std::make_shared<Request>();
  request->purpose.parts = {Part::Costs};
  add_input_options(app, request->input);
  add_list(app,
           {"--by",
            "Group by user, model, provider, service, session, tenant, trace, operation, day or "
            "attr:KEY; several with commas",
            "DIM,..."},
           Separator::Comma, request->purpose.by);
  add_output_options(app, kFormats, request->output);
  return [request](const Session& session) {
    const auto document = [&](const report::Analysis& analysis) {
      return costs_document(analysis, request->output.loudness());
    };
    return show(*request, document, session);
  };
}

}  // namespace trace_cost::cli
