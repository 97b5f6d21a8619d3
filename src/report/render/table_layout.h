// A table made to fit the width of a terminal.
//
//   bars      take what is left, at most 14 cells, and go first
//   Drop      columns are hidden whole, the rightmost first, while even the shortest texts do not
//   fit Shrink    columns lose cells in the middle of their texts, the widest first, down to 8
//   cells the rest  stays as it is; when that is too wide, lines stick out rather than lie
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/render/people_table.h"

namespace trace_cost::report {

inline constexpr std::size_t kTableIndent = 2;
inline constexpr std::size_t kColumnGap = 2;

struct LaidColumn {
  std::string heading;
  Align align = Align::Left;
  std::size_t width = 0;           // cells; no text is wider
  std::vector<std::string> texts;  // one for each row
};

struct TableLayout {
  std::vector<LaidColumn> columns;
  std::vector<std::string> hidden;  // headings of what was hidden; a bar only repeats a number
  std::size_t width_for_all = 0;    // from this width on nothing is hidden
};

TableLayout laid_out(const PeopleTable& table, const RenderOptions& options);

}  // namespace trace_cost::report
