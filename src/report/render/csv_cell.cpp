#include "report/render/csv_cell.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace trace_cost::report {

namespace {

// A tab or carriage return would start a formula too, but printable() has escaped it.
constexpr std::array<std::string_view, 8> kFormulaStarts{"=",  "+",  "-",  "@",
                                                         "＝", "＋", "－", "＠"};

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

}  // namespace

std::string harmless_cell(std::string_view text) {
  const std::string safe = base::printable(text);
  const bool is_formula =
      std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(), [&](std::string_view start) {
        return std::string_view(safe).substr(0, start.size()) == start;
      });
  return is_formula ? "'" + safe : safe;
}

std::string csv_record(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (&cell == &cells.front() ? "" : ",") + quoted(cell);
  return line + '\n';
}

}  // namespace trace_cost::report
