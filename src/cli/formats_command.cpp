#include <array>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "input/format.h"

namespace trace_cost::cli {

namespace {

report::Document formats_document() {
  report::Table table;
  table.path = "formats";
  table.columns = {report::Column{"name", "format"}, report::Column{"summary", "what it is"}};
  for (const input::Format& format : input::formats()) {
    report::Row row;
    row.cells = {std::string(format.name), std::string(format.summary)};
    table.rows.push_back(std::move(row));
  }
  report::Document document;
  document.schema = "trace-cost.formats.v1";
  document.blocks.emplace_back(std::move(table));
  return document;
}

}  // namespace

Action add_formats_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  const auto options = std::make_shared<OutputOptions>();
  add_output_options(app, kFormats, *options);
  return [options](const Session& session) {
    const auto failure = print(formats_document(), *options, session);
    return failure ? refuse(session, failure->message) : kDone;
  };
}

}  // namespace trace_cost::cli
