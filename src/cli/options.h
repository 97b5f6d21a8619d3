// Options that several commands share, as typed by the user. Each is registered in one place.
#pragma once

#include <CLI/App.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace trace_cost::cli {

struct InputOptions {
  std::vector<std::string> inputs;
  std::vector<std::string> user_keys;
  std::vector<std::string> cost_keys;
  std::vector<std::string> tenant_keys;
};

enum class Loudness { Quiet, Normal, Verbose };

struct OutputOptions {
  std::string format = "text";
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
  std::vector<std::string> budgets;
};

void add_input_options(CLI::App& command, InputOptions& options);
// `formats` are the names of the renderers that suit the command; the first is the default.
void add_output_options(CLI::App& command, std::span<const std::string_view> formats,
                        OutputOptions& options);
void add_budget_option(CLI::App& command, JudgeOptions& options);

// What the options and the terminal come to.
report::RenderOptions render_options(const OutputOptions& options, const Terminal& terminal);

// Accepts exactly `words`; the error message of anything else names them and the nearest.
CLI::Validator one_of(std::span<const std::string_view> words);

}  // namespace trace_cost::cli
