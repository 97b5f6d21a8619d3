// Chrome's trace events, which ui.perfetto.dev and chrome://tracing open:
//
//   service      a process        so that what one service did lies together
//   span         a slice ("X")    on a thread where it nests; ids, user, cost, attributes as args
//   hop          a flow           an arrow from the caller's slice to the callee's
//
// Times count from the start of the capture in microseconds with three decimals: these are read as
// doubles, which have no room for the nanoseconds of today's date. Spans without times are left
// out.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_perfetto_json(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
