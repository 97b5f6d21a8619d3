#include "input/otlp_protobuf.h"

#include "input/otlp_frames.h"
#include "input/otlp_protobuf_spans.h"

namespace trace_cost::input {

namespace {

BinaryCutter cutter_of(std::string_view head) {
  if (otlp_body_size(head) > 0) return cut_otlp_bodies;
  if (otlp_frame_size(head) > 0) return cut_otlp_frames;
  return nullptr;
}

}  // namespace

const Format kOtlpProtobuf{
    "otlp-protobuf",
    "OTLP protobuf: a request's body, or the Collector's file format with lengths",
    {},
    {},
    {cutter_of, read_otlp_protobuf},
};

}  // namespace trace_cost::input
