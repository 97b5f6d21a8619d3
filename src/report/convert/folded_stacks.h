// One line for every place in the merged call tree, as flamegraph.pl, inferno and speedscope read:
//
//   frontend GET /chat;backend POST /answer;ai-service chat 470612000
//
// Weighted by self time in nanoseconds, or by money in units of 10^-12 dollars: whole numbers, so
// that they add up to what the tables say.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_folded_stacks(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
