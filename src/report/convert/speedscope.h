// speedscope.app's file format:
//
//   profile 1      all spans by self time (or money), merged over all traces
//   profiles 2 …   the slowest traces, each as the way that its response took (its critical path):
//                  spans of one trace overlap, and speedscope has no picture for that
//
// Source: speedscope.app/file-format-schema.json, "sampled" profiles.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_speedscope(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
