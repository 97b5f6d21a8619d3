#include "cli/options.h"

#include <fmt/format.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <thread>

#include "base/nearest_word.h"

namespace trace_cost::cli {

namespace {

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
  return {check, fmt::format("{}", fmt::join(known, "|"))};
}

// What CLI11 turns into a size takes -1 for a very large one.
std::string check_is_unsigned(const std::string& typed) {
  return typed.starts_with('-') ? fmt::format("'{}' is no size", typed) : "";
}

std::string check_count(const std::string& typed) {
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), count);
  const bool is_count = error == std::errc{} && end == typed.data() + typed.size() && count > 0;
  return is_count ? "" : fmt::format("'{}' is no whole number above zero", typed);
}

}  // namespace

void add_text(CLI::App& command, const Words& words, std::string& target) {
  command.add_option(words.name, target, words.help)->type_name(words.value);
}

void add_choice(CLI::App& command, const Words& words, std::span<const std::string_view> choices,
                std::string& target) {
  command.add_option(words.name, target, words.help)
      ->check(one_of(choices))
      ->type_name(words.value);
}

void add_choices(CLI::App& command, const Words& words, std::span<const std::string_view> choices,
                 std::vector<std::string>& target) {
  command.add_option(words.name, target, words.help)
      ->check(one_of(choices))
      ->delimiter(',')
      ->type_name(words.value)
      ->allow_extra_args(false);
}

void add_count(CLI::App& command, const Words& words, std::size_t& target) {
  command.add_option(words.name, target, words.help)
      ->check(CLI::Validator(check_count, ""))
      ->type_name(words.value);
}

void add_list(CLI::App& command, const Words& words, Separator separator,
              std::vector<std::string>& target) {
  CLI::Option* option = command.add_option(words.name, target, words.help)
                            ->type_name(words.value)
                            ->allow_extra_args(false);
  if (separator == Separator::Comma) option->delimiter(',');
}

void require(CLI::App& command, const char* name) { command.get_option(name)->required(); }

void add_switch(CLI::App& command, const Words& words, bool& target) {
  command.add_flag(words.name, target, words.help);
}

void allow_one_of(CLI::App& command, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    for (const char* other : names) {
      if (name != other) command.get_option(name)->excludes(command.get_option(other));
    }
  }
}

void make_need(CLI::App& command, const char* name, const char* needed) {
  command.get_option(name)->needs(command.get_option(needed));
}

void add_input_options(CLI::App& command, InputOptions& options) {
  command
      .add_option("INPUT", options.inputs,
                  "Files, folders (read to their depth), or - for standard input. Without any: "
                  "standard input. Several inputs are one capture")
      ->type_name("");
  add_reading_options(command, options);
}

void add_reading_options(CLI::App& command, InputOptions& options) {
  add_list(
      command,
      {"--user-key", "Attribute that names the user, tried before user.id (repeatable)", "KEY"},
      Separator::None, options.user_keys);
  add_list(
      command,
      {"--cost-key", "Attribute that holds dollars, tried before cost.usd (repeatable)", "KEY"},
      Separator::None, options.cost_keys);
  add_list(command,
           {"--tenant-key", "Attribute that names the tenant, tried before tenant.id (repeatable)",
            "KEY"},
           Separator::None, options.tenant_keys);
  add_list(command,
           {"--correlate-by",
            "Attribute whose value names one request on both sides of a call, beside x-request-id "
            "and x-correlation-id (repeatable)",
            "KEY"},
           Separator::None, options.correlation_keys);
  add_price_options(command, options.prices);
  add_money_options(command, options.money);
  CLI::AsSizeValue size(false);  // 1k is 1024
  size.description("");
  command
      .add_option("--max-decoded", options.max_decoded,
                  "Most that one compressed input may decode to, like 20GiB (default: 1 TiB, and "
                  "500 times its size where that is more than 1 GiB)")
      ->check(CLI::Validator(check_is_unsigned, ""))
      ->transform(size)
      ->type_name("SIZE");
  constexpr unsigned kMostThreads = 256;
  options.threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
  command.add_option("--threads", options.threads, "Threads to use (default: all processors)")
      ->check(CLI::Range(1U, kMostThreads))
      ->type_name("N");
}

void add_filter_options(CLI::App& command, TraceOption trace, InputOptions& options) {
  policy::FilterTexts& filter = options.filter;
  const auto add = [&](const Words& words, std::vector<std::string>& target) {
    add_list(command, words, Separator::None, target);
  };
  add({"--service", "Only traces with a span of this service (repeatable)", "NAME"},
      filter.services);
  add({"--operation", "Only traces with a span of this name (repeatable)", "NAME"},
      filter.operations);
  add({"--user", "Only traces with a span that belongs to this user (repeatable)", "NAME"},
      filter.users);
  add({"--where", "Only traces with a span of this attribute, or its resource (repeatable)",
       "KEY=VALUE"},
      filter.where);
  add_text(command, {"--min-duration", "Only traces with a span at least this long", "DURATION"},
           filter.min_duration);
  add_switch(command, {"--errors", "Only traces with a span whose status is ERROR", ""},
             filter.errors);
  if (trace == TraceOption::Filter) {
    add({"--trace", "Only traces whose id begins with PREFIX (repeatable)", "PREFIX"},
        filter.traces);
  }
  add_text(command, {"--since", "Only traces that began then or later", "TIME"}, filter.since);
  add_text(command, {"--until", "Only traces that began before", "TIME"}, filter.until);
}

void add_output_options(CLI::App& command, std::span<const std::string_view> formats,
                        OutputOptions& options) {
  static constexpr std::array<std::string_view, 3> kWhen{"auto", "always", "never"};
  options.format = formats.front();
  add_choice(command, {"--format", "How to print the result", "FORMAT"}, formats, options.format);
  add_choice(command, {"--color", "When to use colour", "WHEN"}, kWhen, options.color);
  command.add_option("--width", options.width, "Columns to fill (default: the terminal's)")
      ->check(CLI::Range(std::size_t{40}, std::size_t{10'000}))
      ->type_name("N");
  add_switch(command, {"--ascii", "Print nothing but ASCII", ""}, options.ascii);
  add_file_options(command, options);
}

void add_file_options(CLI::App& command, OutputOptions& options) {
  add_text(command, {"-o,--output", "Write the result to FILE", "FILE"}, options.file);
  add_switch(command, {"-q,--quiet", "Say nothing about the input but errors", ""}, options.quiet);
  add_switch(command, {"-v,--verbose", "Say everything about the input", ""}, options.verbose);
  allow_one_of(command, {"--quiet", "--verbose"});
}

void add_budget_options(CLI::App& command, JudgeOptions& options) {
  cost::BudgetWords& words = options.budgets;
  add_list(command,
           {"--budget",
            "Limit in dollars, tokens or calls for each user, trace, model, ... or for the total, "
            "for the capture or a window of it: user=0.50, user/1d=5, trace=20000tokens "
            "(repeatable)",
            "SCOPE[/WINDOW]=LIMIT"},
           Separator::None, words.budgets);
  add_list(command,
           {"--budget-override",
            "Another limit for one of them: user=vip@example.com:50.00 (repeatable)",
            "SCOPE=VALUE:LIMIT"},
           Separator::None, words.overrides);
  add_list(command,
           {"--warn-at", "Parts of a limit to warn at (default: 80%), or off", "PERCENT,..."},
           Separator::Comma, words.warn_at);
  add_text(command,
           {"--timezone", "Where the days of budgets begin: UTC (default) or an offset like +05:30",
            "OFFSET"},
           words.timezone);
  add_switch(command, {"--budget-credits", "Let costs below zero lower what was spent", ""},
             options.counts_credits);
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
