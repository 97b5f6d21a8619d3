#include <array>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/show.h"
#include "report/views/costs_view.h"
#include "report/views/ledger_view.h"
#include "report/views/what_if_view.h"

namespace trace_cost::cli {

namespace {

struct CostsOptions {
  Request request;
  std::string places;
  bool is_exact = false;
};

// Empty when nothing was asked for.
std::optional<int> places_of(const CostsOptions& options) {
  if (options.places.empty()) return std::nullopt;
  return std::stoi(options.places);
}

report::Document costs_document(const report::Analysis& analysis, const CostsOptions& options) {
  report::Document document;
  document.schema = "trace-cost.costs.v1";
  report::CostsShown shown{.detail = report::Detail::Full, .places = places_of(options)};
  if (options.request.output.format == "json") shown.audience = report::Audience::Machines;
  if (options.is_exact) shown.most_places = model::Money::kScale;
  if (options.request.purpose.allocation != "keep") {
    shown.allocation = options.request.purpose.allocation;
  }
  report::add_costs(analysis, analysis.costs, shown, document);
  if (!analysis.what_if.rows.empty()) report::add_what_if(analysis.what_if, document);
  const bool is_verbose = options.request.output.loudness() == Loudness::Verbose;
  report::add_evidence(
      analysis, is_verbose ? report::Audience::Everyone : report::Audience::Machines, document);
  return document;
}

}  // namespace

Action add_costs_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  static constexpr std::array<std::string_view, 13> kPlaces{"0", "1", "2", "3",  "4",  "5", "6",
                                                            "7", "8", "9", "10", "11", "12"};
  const auto options = std::make_shared<CostsOptions>();
  Request& request = options->request;
  request.purpose.parts = {Part::Costs};
  add_input_options(app, request.input);
  add_filter_options(app, TraceOption::Filter, request.input);
  add_list(app,
           {"--by",
            "Group by user, model, provider, service, session, tenant, trace, span, operation, "
            "status, hour, day, week, month or attr:KEY; several with commas",
            "DIM,..."},
           Separator::Comma, request.purpose.by);
  add_count(app, {"--top", "Show the N largest rows, and the sum of all others in one", "N"},
            request.purpose.top);
  add_choice(app, {"--places", "Digits after the point; rows add up as printed", "N"}, kPlaces,
             options->places);
  add_switch(app, {"--exact", "Print all digits", ""}, options->is_exact);
  allow_one_of(app, {"--places", "--exact"});
  add_text(app,
           {"--allocate-unattributed",
            "Share money without a user out: keep (default), proportional, even or to:USER", "HOW"},
           request.purpose.allocation);
  add_text(app,
           {"--timezone", "Where days begin: UTC (default) or an offset like +05:30", "OFFSET"},
           request.judge.budgets.timezone);
  add_list(app,
           {"--what-if",
            "Tell what the capture would have cost had OTHER answered in the place of MODEL "
            "(repeatable)",
            "MODEL=OTHER"},
           Separator::None, request.purpose.swaps);
  add_output_options(app, kFormats, request.output);
  return [options](const Session& session) {
    const auto document = [&](const report::Analysis& analysis) {
      return costs_document(analysis, *options);
    };
    return show(options->request, document, session);
  };
}

}  // namespace trace_cost::cli
