// Langfuse's observations: a page of its API, or its blob export, one object a line in snake_case.
//
//   {"data":[OBSERVATION],"meta":{…}}
//   OBSERVATION = {"id":"b000000000000001","traceId":"5b8e…","parentObservationId":null,
//                  "type":"GENERATION","name":"chat","startTime":"2026-11-22T16:08:22.156Z",
//                  "endTime":…,"level":"DEFAULT","userId":"alice","sessionId":null,
//                  "providedModelName":"gpt-4o","usageDetails":{"input":100,"output":40},
//                  "totalCost":"0.0015","metadata":{"resourceAttributes":{"service.name":"ai"}}}
//
// What Langfuse has a field for becomes the attribute of OpenTelemetry that means the same
// (docs/formats.md has the table). Times without a zone are UTC. Ids that are UUIDs, as SDKs before
// OpenTelemetry made them, are taken by their digits; of a span's, the last 16.
// Source: langfuse, fern/apis/server/definition/commons.yml and its documentation of the blob
// export.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kLangfuseJson;

}  // namespace trace_cost::input
