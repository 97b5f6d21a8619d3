// What is wrong, worst first.
#pragma once

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// At most `most` for people, 0 for all; machines get all.
void add_findings(const Analysis& analysis, std::size_t most, Document& document);

}  // namespace trace_cost::report
