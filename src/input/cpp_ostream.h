// What the C++ SDK's OStreamSpanExporter prints: a block for each ended span. "·" is a tab here.
//
//   {
//     name          : chat gpt-4o
//     trace_id      : 5b8efff798038103d269b633813fc60c
//     span_id       : b000000000000001
//     tracestate    :
//     parent_span_id: b000000000000000        zeros: a root
//     start         : 1795364502194607040     nanoseconds since 1970
//     duration      : 20104850                nanoseconds
//     description   :                         of the status
//     span kind     : Client
//     status        : Ok
//     attributes    :
//   ·cost.usd: 0.00123
//     events        :
//   ·{ ... ·}
//     links         :
//     resources     :
//   ·service.name: cpp-app
//     instr-lib     : demo-0.1.0
//   }
//
// Texts are printed raw, with their line feeds: a value that has some cannot be told from what
// somebody else wrote in between. Of such a value the first line is taken, and that is reported.
// Source: opentelemetry-cpp, exporters/ostream/src/span_exporter.cc, and dumps of 1.29.0-dev.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kCppOstream;

}  // namespace trace_cost::input
