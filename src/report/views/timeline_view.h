// One trace as a waterfall.
#pragma once

#include "report/analysis.h"
#include "report/document.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

// At most `most` rows for people, 0 for all; machines get every span.
void add_timeline(const Analysis& analysis, const TraceSummary& summary, std::size_t most,
                  Audience audience, Document& document);

}  // namespace trace_cost::report
