// Arize Phoenix: the spans of its client as JSON lines, or a page of its REST API. The keys are
// OpenInference's.
//
//   {"data":[SPAN],"next_cursor":null}
//   SPAN = {"name":"chat","context":{"trace_id":"5b8e…","span_id":"b000000000000001"},
//           "span_kind":"LLM","parent_id":"b000000000000000",
//           "start_time":"2026-11-22T16:08:22.156000+00:00","end_time":…,
//           "status_code":"OK","attributes":{"llm.token_count.prompt":100}}
//
// Attributes are flat, or nested at their dots. There are no services, and "span_kind" is
// OpenInference's, so that the kind in OpenTelemetry's sense is not known. An LLM span without
// "gen_ai.operation.name" counts as "chat".
// Source: Arize-ai/phoenix, src/phoenix/server/api/routers/v1/spans.py.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kPhoenixJson;

}  // namespace trace_cost::input
