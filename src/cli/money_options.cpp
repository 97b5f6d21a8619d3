#include "cli/money_options.h"

#include <array>
#include <string_view>

#include "cli/options.h"

namespace trace_cost::cli {

void add_money_options(CLI::App& command, MoneyOptions& options) {
  static constexpr std::array<std::string_view, 2> kRollups{"auto", "sum"};
  static constexpr std::array<std::string_view, 2> kWays{"session", "resource"};
  add_choice(command,
             {"--rollup",
              "What to do with costs that agents and wrappers tell a second time: auto (default) "
              "counts them once, sum counts every span as it is",
              "RULE"},
             kRollups, options.rollup);
  add_choices(command,
              {"--user-via",
               "Where else to look for the user of money that nobody in its trace owns: session "
               "(its only user), resource (repeatable, or with commas)",
               "WAY,..."},
              kWays, options.user_via);
  add_switch(command,
             {"--stitch",
              "Let users come across calls that lost their trace and were matched to it; what is "
              "inferred is named",
              ""},
             options.stitch);
}

}  // namespace trace_cost::cli
