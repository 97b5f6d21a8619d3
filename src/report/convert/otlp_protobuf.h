// OTLP protobuf, as the Collector's file exporter writes it with `format: proto`: each request
// behind its length, 4 bytes, big-endian. What survives is what otlp_lines.h tells.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_otlp_protobuf(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
