// One trace as a waterfall.
#pragma once

#include "report/analysis.h"
#include "report/document.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

// At most `most` rows, 0 for all; how many are left out is said.
void add_timeline(const Analysis& analysis, const TraceSummary& summary, std::size_t most,
                  Audience audience, Document& document);

}  // namespace trace_cost::report
