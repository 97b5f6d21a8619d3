// Cells and lines of CSV, as RFC 4180 has them with "\n" line ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::report {

// printable() text (a line break is "\n"), with an apostrophe before what a spreadsheet would take
// for a formula.
std::string harmless_cell(std::string_view text);

// One line; cells are quoted where they must be.
std::string csv_record(const std::vector<std::string>& cells);

}  // namespace trace_cost::report
