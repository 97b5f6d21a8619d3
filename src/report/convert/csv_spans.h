// One line for every span, with what was worked out about it.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

// The columns are those of docs/output.md; attributes are JSON objects in one cell, which DuckDB
// and the like take apart. Values are written as in every other CSV of this program, but for these
// objects, which are no formulas.
void write_csv_spans(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
