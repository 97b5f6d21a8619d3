// The typical trace of each root operation: all of its traces laid over each other.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// One timeline for each name at the top of a trace, those of most traces first. A row stands for
// all spans of one place in the trees, at the median of where they began and for the median of how
// long they took; siblings by where they began.
void add_merged(const Analysis& analysis, Document& document);

}  // namespace trace_cost::report
