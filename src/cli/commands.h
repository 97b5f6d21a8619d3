// The commands: one file each, all in one table.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/session.h"

namespace trace_cost::cli {

// Runs a command that was parsed and returns the exit code.
using Action = std::function<int(const Session&)>;

struct Command {
  std::string_view name;
  std::string_view summary;
  // Adds the command's options to `app`; the action it returns reads what was parsed into them.
  Action (*add)(CLI::App& app);
};

// In the order in which help lists them.
std::span<const Command> commands();

Action add_report_command(CLI::App& app);
Action add_timeline_command(CLI::App& app);
Action add_legs_command(CLI::App& app);
Action add_costs_command(CLI::App& app);
Action add_check_command(CLI::App& app);
Action add_reconcile_command(CLI::App& app);
Action add_diff_command(CLI::App& app);
Action add_convert_command(CLI::App& app);
Action add_explain_command(CLI::App& app);
Action add_rules_command(CLI::App& app);
Action add_formats_command(CLI::App& app);
Action add_prices_command(CLI::App& app);

}  // namespace trace_cost::cli
