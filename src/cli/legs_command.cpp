#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/show.h"
#include "report/views/legs_view.h"

namespace trace_cost::cli {

namespace {

report::Document legs_document(const report::Analysis& analysis) {
  report::Document document;
  document.schema = "trace-cost.legs.v1";
  report::add_legs(analysis, document);
  return document;
}

}  // namespace

Action add_legs_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto request = std::make_shared<Request>();
  request->purpose.parts = {Part::Legs};
  add_input_options(app, request->input);
  add_filter_options(app, TraceOption::Filter, request->input);
  add_output_options(app, kFormats, request->output);
  return [request](const Session& session) { return show(*request, legs_document, session); };
}

}  // namespace trace_cost::cli
