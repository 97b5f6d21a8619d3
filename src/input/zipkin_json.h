// Zipkin v2 JSON, as exporters post it and Zipkin's API and UI hand it out: lists of spans, or
// lists of such lists; every object in them is a record.
//
//   {"traceId":"5b8efff798038103d269b633813fc60c","id":"b000000000000001",
//    "parentId":"b000000000000000","kind":"CLIENT","name":"chat","shared":false,
//    "timestamp":1763827702156000,"duration":50000,            microseconds
//    "localEndpoint":{"serviceName":"ai-service"},"tags":{"cost.usd":"0.0015"}}
//
// Ids may be shorter than 16 or 32 digits and are padded with zeros in front. Without "kind" a span
// is internal. Every tag is text; the resource's attributes are among them. The status is in the
// tags "otel.status_code" and "error". A "shared" span has the id of the client's span that called
// it. The service of a client's "remoteEndpoint" is the attribute "peer.service".
// Source: openzipkin/zipkin-api, zipkin2-api.yaml; opentelemetry-specification,
// trace/sdk_exporters/zipkin.md.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kZipkinJson;

}  // namespace trace_cost::input
