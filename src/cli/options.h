// Options of the commands, as typed by the user. CLI11 is behind these functions and in app.cpp,
// and nowhere else: its header costs seconds in every file that includes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/money_options.h"
#include "cli/price_options.h"
#include "cli/terminal.h"
#include "cost/budget_words.h"
#include "policy/trace_filter.h"

namespace CLI {  // NOLINT(readability-identifier-naming): not ours
class App;
}

namespace trace_cost::cli {

struct InputOptions {
  std::vector<std::string> inputs;
  std::vector<std::string> user_keys;
  std::vector<std::string> cost_keys;
  std::vector<std::string> tenant_keys;
  std::vector<std::string> correlation_keys;
  PriceOptions prices;
  MoneyOptions money;
  std::optional<std::uint64_t> max_decoded;  // bytes
  unsigned threads = 1;                      // add_input_options() sets what the machine has
  policy::FilterTexts filter;
};

enum class Loudness { Quiet, Normal, Verbose };

struct OutputOptions {
  std::string format;
  std::string file;  // empty: standard output
  std::string color = "auto";
  std::optional<std::size_t> width;
  bool ascii = false;
  bool quiet = false;
  bool verbose = false;

  [[nodiscard]] Loudness loudness() const {
    if (quiet) return Loudness::Quiet;
    return verbose ? Loudness::Verbose : Loudness::Normal;
  }
};

struct JudgeOptions {
  cost::BudgetWords budgets;  // but for what counts_credits says
  bool counts_credits = false;
};

void add_input_options(CLI::App& command, InputOptions& options);
// Of these, all but the inputs themselves.
void add_reading_options(CLI::App& command, InputOptions& options);
// Which traces to look at. Own: the command means something of its own by --trace.
enum class TraceOption : std::uint8_t { Filter, Own };
void add_filter_options(CLI::App& command, TraceOption trace, InputOptions& options);
// `formats` are the names of the renderers that suit the command; the first is the default.
void add_output_options(CLI::App& command, std::span<const std::string_view> formats,
                        OutputOptions& options);
// Of these, what suits a command that prints no document: where to, and how loud.
void add_file_options(CLI::App& command, OutputOptions& options);
// A policy file may hold the budgets that the other options are about.
void add_budget_options(CLI::App& command, JudgeOptions& options);

// What a command's own option is called and what help says about it. `value` names what follows it.
struct Words {
  std::string name;  // "--trace", "-o,--output", or "RULE" for a word without a dash
  std::string help;
  std::string value;
};

// One value; the target keeps its own when the option is not given.
void add_text(CLI::App& command, const Words& words, std::string& target);
// One of `choices`; the error for anything else names them and the nearest.
void add_choice(CLI::App& command, const Words& words, std::span<const std::string_view> choices,
                std::string& target);
// Some of `choices`, with commas or repeated.
void add_choices(CLI::App& command, const Words& words, std::span<const std::string_view> choices,
                 std::vector<std::string>& target);
// A whole number above zero.
void add_count(CLI::App& command, const Words& words, std::size_t& target);
// Repeatable, one value each time; with commas, each value may be several.
enum class Separator { None, Comma };
void add_list(CLI::App& command, const Words& words, Separator separator,
              std::vector<std::string>& target);
// The command cannot do without that option, which must have been added.
void require(CLI::App& command, const char* name);
void add_switch(CLI::App& command, const Words& words, bool& target);

// At most one of the options may be given. Both must have been added.
void allow_one_of(CLI::App& command, std::initializer_list<const char*> names);
// `name` makes no sense without `needed`.
void make_need(CLI::App& command, const char* name, const char* needed);

// What the options and the terminal come to.
report::RenderOptions render_options(const OutputOptions& options, const Terminal& terminal);

}  // namespace trace_cost::cli
