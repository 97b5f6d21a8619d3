#include "cli/options.h"

#include <fmt/format.h>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <array>

#include "base/nearest_word.h"

namespace trace_cost::cli {

void add_input_options(CLI::App& command, InputOptions& options) {
  command
      .add_option("INPUT", options.inputs,
                  "Files, folders (read to their depth), or - for standard input. Without any: "
                  "standard input. Several inputs are one capture")
      ->type_name("");
  command
      .add_option("--user-key", options.user_keys,
                  "Attribute that names the user, tried before user.id (repeatable)")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command
      .add_option("--cost-key", options.cost_keys,
                  "Attribute that holds dollars, tried before cost.usd (repeatable)")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command
      .add_option("--tenant-key", options.tenant_keys,
                  "Attribute that names the tenant, tried before tenant.id (repeatable)")
      ->type_name("KEY")
      ->allow_extra_args(false);
}

CLI::Validator one_of(std::span<const std::string_view> words) {
  const std::vector<std::string_view> known(words.begin(), words.end());
  const auto check = [known](const std::string& typed) -> std::string {
    for (const std::string_view word : known) {
      if (word == typed) return {};
    }
    const auto nearest = base::nearest_word(typed, known);
    const std::string hint = nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
    return fmt::format("'{}' is none of {}{}", typed, fmt::join(known, ", "), hint);
  };
  return CLI::Validator(check, fmt::format("{}", fmt::join(known, "|")));
}

void add_output_options(CLI::App& command, std::span<const std::string_view> formats,
                        OutputOptions& options) {
  static constexpr std::array<std::string_view, 3> kWhen{"auto", "always", "never"};
  options.format = formats.front();
  command.add_option("--format", options.format, "How to print the result")
      ->check(one_of(formats))
      ->type_name("FORMAT");
  command.add_option("-o,--output", options.file, "Write the result to FILE")->type_name("FILE");
  command.add_option("--color", options.color, "When to use colour")
      ->check(one_of(kWhen))
      ->type_name("WHEN");
  command
      .add_option("--width", options.width, "Columns to fill, at least 40 (default: the terminal)")
      ->check(CLI::Range(std::size_t{40}, std::size_t{10'000}))
      ->type_name("N");
  command.add_flag("--ascii", options.ascii, "Print nothing but ASCII");
  CLI::Option* quiet =
      command.add_flag("-q,--quiet", options.quiet, "Say nothing about the input but errors");
  command.add_flag("-v,--verbose", options.verbose, "Say everything about the input")
      ->excludes(quiet);
}

void add_budget_option(CLI::App& command, JudgeOptions& options) {
  command
      .add_option("--budget", options.budgets,
                  "Limit in dollars for each user, trace, model, ... or for the total: user=0.50 "
                  "(repeatable)")
      ->type_name("SCOPE=DOLLARS")
      ->allow_extra_args(false);
}

report::RenderOptions render_options(const OutputOptions& options, const Terminal& terminal) {
  report::RenderOptions render{options.width.value_or(terminal.width), terminal.charset,
                               terminal.colour};
  if (options.ascii) render.charset = report::Charset::Ascii;
  if (options.color == "always") render.colour = report::Colour::Always;
  if (options.color == "never") render.colour = report::Colour::Never;
  if (options.color == "auto" && !options.file.empty()) render.colour = report::Colour::Never;
  return render;
}

}  // namespace trace_cost::cli
