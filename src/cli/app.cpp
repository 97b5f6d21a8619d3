#include "cli/app.h"

#include <fmt/format.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/nearest_word.h"
#include "cli/commands.h"
#include "cli/exit_code.h"

namespace trace_cost::cli {

namespace {

constexpr std::string_view kUsage =
    "usage: trace-cost COMMAND [INPUT...] [OPTIONS]\n"
    "\n"
    "  python app.py | trace-cost report        everything at a glance\n"
    "  trace-cost timeline spans/ --slowest 1   one trace as a waterfall\n"
    "  trace-cost check spans/ --budget user=0.50\n"
    "\n"
    "trace-cost --help lists all commands\n";

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

std::string suggestion(std::string_view typed, const std::vector<std::string_view>& known) {
  const auto nearest = base::nearest_word(typed, known);
  return nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
}

// CLI11 has no word for a command it does not know, so it is looked at first.
bool is_known_command(std::string_view word, const Session& session) {
  const std::vector<std::string_view> names = command_names();
  for (const std::string_view name : names) {
    if (name == word) return true;
  }
  refuse(session, fmt::format("there is no command '{}'{} (trace-cost --help lists all)", word,
                              suggestion(word, names)));
  return false;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// The first word that CLI11 found no place for.
std::string unknown_word(const CLI::App& command) {
  const std::vector<std::string> extras = command.remaining();
  if (extras.empty()) return "unexpected argument";
  const std::string& word = extras.front();
  if (word.size() < 2 || word.front() != '-') return fmt::format("unexpected argument {}", word);
  const bool is_short = !word.starts_with("--");
  if (is_short) return fmt::format("unknown option {}", word);
  const std::vector<std::string> names = option_names(command);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string name = word.substr(0, word.find('='));
  return fmt::format("unknown option {}{}", name, suggestion(name, known));
}

int explain_error(const CLI::ParseError& error, const CLI::App& command, const Session& session) {
  const bool is_extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  const std::string what = is_extra ? unknown_word(command) : error.what();
  return refuse(session, fmt::format("{} ({} --help)", what, command.get_name()));
}

int print_help(const std::string& text, const Session& session) {
  std::fwrite(text.data(), 1, text.size(), session.out);
  return kDone;
}

int run_command(const Command& command, int argc, const char* const* argv, const Session& session) {
  CLI::App app(std::string(command.summary), fmt::format("trace-cost {}", command.name));
  const Action action = command.add(app);
  try {
    app.parse(argc - 1, argv + 1);
  } catch (const CLI::CallForHelp&) {
    return print_help(app.help(), session);
  } catch (const CLI::ParseError& error) {
    return explain_error(error, app, session);
  }
  return action(session);
}

std::string overview() {
  std::string text(kUsage.substr(0, kUsage.find("trace-cost --help")));
  text += "Commands:\n";
  for (const Command& command : commands()) {
    text += fmt::format("  {:<10} {}\n", command.name, command.summary);
  }
  return text +
         "\ntrace-cost COMMAND --help tells the options of one.\n"
         "Exit codes: 0 done and nothing failed; 1 a check failed; 2 the job could not be done.\n";
}

}  // namespace

int run(int argc, const char* const* argv, const Session& session) {
  if (argc < 2) {
    std::fwrite(kUsage.data(), 1, kUsage.size(), session.err);
    return kCannotDo;
  }
  const std::string_view word = argv[1];
  if (word == "--help" || word == "-h" || word == "help") return print_help(overview(), session);
  if (word == "--version" || word == "-V") {
    return print_help(fmt::format("trace-cost {}\n", TRACE_COST_VERSION), session);
  }
  if (!is_known_command(word, session)) return kCannotDo;
  for (const Command& command : commands()) {
    if (command.name == word) return run_command(command, argc, argv, session);
  }
  return kCannotDo;
}

}  // namespace trace_cost::cli
