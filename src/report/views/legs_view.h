// Who was slow: every caller -> callee hop, and which of them kept the trace context.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

void add_legs(const Analysis& analysis, Document& document);
void add_propagation(const Analysis& analysis, Document& document);

}  // namespace trace_cost::report
