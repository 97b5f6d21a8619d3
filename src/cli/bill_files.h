// The bills that were named on the command line.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "cost/bill/bill_lines.h"

namespace trace_cost::cli {

struct BillOptions {
  std::vector<std::string> bills;  // files, or amounts in dollars
  std::string form;
  std::string map;
  std::string time_zone = "UTC";
  std::string margin = "1%,0.01";
  bool decimal_comma = false;
};

void add_bill_options(CLI::App& command, BillOptions& options);

// Reads all of them, in the order in which they were named. An error is what is wrong with the
// first that cannot be used: unreadable, faulty, incomplete, or the same as one before it.
base::Result<std::vector<cost::Bill>> read_bills(const BillOptions& options);

}  // namespace trace_cost::cli
