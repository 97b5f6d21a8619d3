// Jaeger's JSON, as its UI downloads and opens it:
//
//   {"data":[{"traceID":"5b8e…","spans":[…],"processes":{"p1":{"serviceName":"backend","tags":[…]}}}]}
//
// One trace a line. Times are whole microseconds, so start and duration are cut to them; an unknown
// start or duration is 0. Kind and status are the tags that exporters of OpenTelemetry write.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_jaeger_json(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
