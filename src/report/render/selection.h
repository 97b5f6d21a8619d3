// Which parts of a document are for whom.
#pragma once

#include <cstddef>

#include "report/document.h"

namespace trace_cost::report {

constexpr bool for_people(Audience audience) { return audience != Audience::Machines; }
constexpr bool for_machines(Audience audience) { return audience != Audience::People; }

// A row that is shorter than its table ends in unknown cells.
inline const Value& cell_at(const Row& row, std::size_t column) {
  static const Value kUnknown{Unknown{}};
  return column < row.cells.size() ? row.cells[column] : kUnknown;
}

}  // namespace trace_cost::report
