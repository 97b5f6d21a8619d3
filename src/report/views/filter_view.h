// Which traces are spoken of, when not all are.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// In front of all else in the document; nothing when no filter was given.
void add_filtering(const Analysis& analysis, Document& document);

}  // namespace trace_cost::report
