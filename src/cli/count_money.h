// Runs the analyses of money in their order.
#pragma once

#include "cli/analyse.h"

namespace trace_cost::cli {

// Fills in the ledger and what is summed up from it. Before: the capture is linked, and where calls
// are judged, they have been.
void count_money(const Wanted& wanted, unsigned threads, report::Analysis& analysis);

}  // namespace trace_cost::cli
