// The answers of Grafana Tempo's query API. Below the wrapping it is OTLP JSON, with ids in base64
// and enumerators by name:
//
//   {"batches":[ResourceSpans]}                 GET /api/traces/ID
//   {"trace":{"resourceSpans":[…]},"status":…}  GET /api/v2/traces/ID
//
// Source: tempo, modules/frontend/combiner, which writes them with gogo's jsonpb.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kTempoJson;

}  // namespace trace_cost::input
