// What the Python SDK's ConsoleSpanExporter prints: one JSON object for each ended span, indented
// or on one line. Known differences between SDK versions:
//
//   0.9   no "resource"; status {"canonical_code": "OK"}
//   0.12  "resource" is a flat object of attributes; since 1.12 it is {"attributes": {...}}
//   0.15  status {"status_code": "UNSET"}
//   1.0   "parent_id" without the leading 0x (fixed in 1.2)
//
// Source: opentelemetry-sdk, ReadableSpan.to_json.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kPythonConsole;

}  // namespace trace_cost::input
