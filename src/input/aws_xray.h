// AWS X-Ray: segment documents, one a line as SDKs send them to the daemon, or the answer of
// `aws xray batch-get-traces`, which wraps each in a text.
//
//   {"Traces":[{"Id":"1-5b8efff7-…","Segments":[{"Id":"b000000000000000","Document":"{…}"}]}]}
//   {"trace_id":"1-5b8efff7-98038103d269b633813fc60c","id":"b000000000000000","name":"frontend",
//    "start_time":1763827702.156,"end_time":1763827702.206,"user":"alice",
//    "annotations":{"cost_usd":0.0015},"metadata":{"default":{"gen_ai.request.model":"gpt-4o"}},
//    "subsegments":[{"id":"b000000000000001","name":"api.example.com","namespace":"remote",…}]}
//
// A segment is a SERVER span of the service that it names; a subsegment is a CLIENT span when its
// namespace is "remote" or "aws", else an internal one. A subsegment may come alone, with type
// "subsegment" and "parent_id". What is in progress has no end; the finished copy takes its place.
// Annotations have no dots in their keys: "cost_usd" is also taken for the attribute "cost.usd".
// Source: AWS X-Ray developer guide, "Segment documents"; aws-xray-sdk-python.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kAwsXray;

}  // namespace trace_cost::input
