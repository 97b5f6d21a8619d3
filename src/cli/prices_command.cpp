#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/diagnostics_printer.h"
#include "cli/exit_code.h"
#include "cli/price_options.h"
#include "cost/prices/own_price_writer.h"
#include "cost/prices/providers.h"
#include "report/views/prices_view.h"

namespace trace_cost::cli {

namespace {

struct PricesOptions {
  std::string model;
  PriceOptions prices;
  std::vector<std::string> providers;
  std::string at;
  std::string dated;
  bool rebuild = false;
  OutputOptions output;
};

std::vector<std::string> provider_ids(const PricesOptions& options) {
  std::vector<std::string> ids;
  for (const std::string& name : options.providers) ids.push_back(cost::provider_id(name));
  return ids;
}

int unknown_model(const PricesOptions& options, const cost::PriceBook& book,
                  const Session& session) {
  const auto nearest = book.suggestion(options.model);
  const std::string hint = nearest ? fmt::format("; did you mean {}?", *nearest) : "";
  return refuse(session, fmt::format("no price is known for '{}'{} If it is yours, tell its price: "
                                     "--price '{}=2.50/1M,10/1M'",
                                     options.model, nearest ? hint : ".", options.model));
}

std::optional<model::Instant> asked_instant(const std::string& text) {
  if (text.empty())
    return std::chrono::time_point_cast<model::Nanos>(std::chrono::system_clock::now());
  constexpr std::size_t kDate = 10;
  return model::read_rfc3339(text.size() == kDate ? text + "T00:00:00Z" : text);
}

int rebuild(const PricesOptions& options, const cost::PriceBook& book, const Session& session) {
  if (options.prices.files.empty()) {
    return refuse(session, "--rebuild needs the lists to take prices from: --prices FILE");
  }
  const auto providers =
      options.providers.empty() ? cost::built_in_providers() : provider_ids(options);
  const std::string list = cost::own_price_form(book.tables(), providers, options.dated);
  const auto failure =
      write_result([&](const report::Sink& sink) { sink(list); }, options.output.file, session);
  return failure ? refuse(session, failure->message) : kDone;
}

int show_prices(const PricesOptions& options, const cost::PriceBook& book, const Session& session) {
  report::Document document;
  document.schema = "trace-cost.prices.v1";
  if (options.model.empty()) {
    report::add_price_lists(book, provider_ids(options), document);
  } else {
    const auto at = asked_instant(options.at);
    if (!at) {
      return refuse(session, fmt::format("--at {}: expected a date like 2026-09-01 or an instant "
                                         "like 2026-09-01T12:00:00Z",
                                         options.at));
    }
    const std::string provider = options.providers.empty() ? "" : options.providers.front();
    const auto match = book.find(provider, options.model);
    if (!match) return unknown_model(options, book, session);
    report::add_model_price(options.model, *match, *at, document);
  }
  const auto failure = print(document, options.output, session);
  return failure ? refuse(session, failure->message) : kDone;
}

int prices(const PricesOptions& options, const Session& session) {
  base::Diagnostics diagnostics;
  const auto built_in =
      options.rebuild ? cost::PriceBook::BuiltIn::Without : cost::PriceBook::BuiltIn::With;
  const auto book = load_price_book(options.prices, cost::PriceBook(built_in), diagnostics);
  if (!book) return refuse(session, book.error().message);
  const std::string told = diagnostics_text(diagnostics, options.output.loudness());
  std::fwrite(told.data(), 1, told.size(), session.err);
  return options.rebuild ? rebuild(options, *book, session) : show_prices(options, *book, session);
}

}  // namespace

Action add_prices_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto options = std::make_shared<PricesOptions>();
  add_text(app, {"MODEL", "A model, as spans name it; without one, all are listed", ""},
           options->model);
  add_price_options(app, options->prices);
  add_list(app, {"--provider", "Who sells it, as spans name them (repeatable in lists)", "NAME"},
           Separator::None, options->providers);
  add_text(app, {"--at", "Mark the prices that hold at that time (default: now)", "TIME"},
           options->at);
  add_switch(app,
             {"--rebuild",
              "Print the models of --prices files as a list in trace-cost's own form: this is how "
              "the built-in list is made",
              ""},
             options->rebuild);
  add_text(app, {"--dated", "The date to note in that list", "DATE"}, options->dated);
  add_output_options(app, kFormats, options->output);
  make_need(app, "--dated", "--rebuild");
  return [options](const Session& session) { return prices(*options, session); };
}

}  // namespace trace_cost::cli
