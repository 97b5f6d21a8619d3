// The part of a table that people see, in their words, before anybody asks how wide it may be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// Machines' columns are left out. Money of one column has the same number of places in every row,
// so that it lines up on the point and adds up as printed.
struct PeopleColumn {
  std::string heading;
  Align align = Align::Left;
  Fit fit = Fit::Keep;
  bool is_bar = false;
  std::vector<std::string> texts;        // one for each row; none when is_bar
  std::vector<std::int64_t> millionths;  // one for each row when is_bar; 0 where there is no share
};

struct PeopleTable {
  std::vector<PeopleColumn> columns;
  std::vector<Tone> tones;  // one for each row; machines' rows are left out

  [[nodiscard]] std::size_t rows() const { return tones.size(); }
};

PeopleTable people_table(const Table& table, Charset charset);

}  // namespace trace_cost::report
