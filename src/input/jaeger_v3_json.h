// The answers of Jaeger's query API, version 3: OTLP JSON within "result", one object or one a
// line.
//
//   {"result":{"resourceSpans":[…]}}   GET /api/v3/traces and /api/v3/traces/ID
//
// Source: jaeger, internal/extension/jaegerquery/internal/apiv3.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kJaegerV3Json;

}  // namespace trace_cost::input
