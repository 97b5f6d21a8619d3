// The traces: all of them for machines, the few worth opening for people.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "report/analysis.h"
#include "report/document.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

// The slowest, the costliest, the slowest that failed and the one that shows the worst finding; a
// trace that is several of these stands once, with all its reasons. In that order.
struct Pick {
  const TraceSummary* summary = nullptr;
  std::string why;
};
std::vector<Pick> worth_opening(const Analysis& analysis,
                                const std::vector<TraceSummary>& summaries);

// `analysis` must outlive the document.
using Summaries = std::shared_ptr<const std::vector<TraceSummary>>;
void add_traces(const Analysis& analysis, Summaries summaries, Document& document);
void add_worth_opening(const Analysis& analysis, const std::vector<Pick>& picks,
                       Document& document);

}  // namespace trace_cost::report
