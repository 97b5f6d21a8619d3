#include "cli/commands.h"

#include <array>

namespace trace_cost::cli {

std::span<const Command> commands() {
  static constexpr std::array kCommands{
      Command{"report", "Everything at a glance: what was read, alarms, legs, money, traces",
              add_report_command},
      Command{"timeline", "Traces as waterfalls", add_timeline_command},
      Command{"legs", "Latency of every caller -> callee hop", add_legs_command},
      Command{"costs", "Money by user, model, service, ...", add_costs_command},
      Command{"check", "The CI gate: exit 1 when propagation, a budget or the bill fails",
              add_check_command},
      Command{"reconcile", "The traces against the provider's bill: exit 1 when they differ",
              add_reconcile_command},
      Command{"diff", "Two captures compared: exit 1 when the second is worse", add_diff_command},
      Command{"convert", "Spans in the formats of other tools", add_convert_command},
      Command{"explain", "What a rule means, why it matters, how to mend it", add_explain_command},
      Command{"rules", "List the rules", add_rules_command},
      Command{"formats", "List the dump formats that are read", add_formats_command},
      Command{"prices", "What tokens cost: the price lists, or the price of one model",
              add_prices_command},
  };
  return kCommands;
}

}  // namespace trace_cost::cli
