// What was read, and what could not be.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// For people two lines; for machines inputs[] and totals.
void add_capture(const Analysis& analysis, Document& document);

}  // namespace trace_cost::report
