// Options on how money is counted and whose it is, as typed by the user.
#pragma once

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours
class App;
}

namespace trace_cost::cli {

struct MoneyOptions {
  std::string rollup = "auto";        // "auto" or "sum"
  std::vector<std::string> user_via;  // "session", "resource"
  bool stitch = false;                // users come across severed calls
};

void add_money_options(CLI::App& command, MoneyOptions& options);

}  // namespace trace_cost::cli
