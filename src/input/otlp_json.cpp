#include "input/otlp_json.h"

#include <string_view>

#include "input/otlp_frames.h"
#include "input/otlp_json_spans.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  for (const OtlpKey& key : {kResourceSpans, kScopeSpans, kLibrarySpans}) {
    if (shape.has(key.camel) || shape.has(key.snake)) return true;
  }
  return false;
}

// By the first key that only one of the two has.
bool is_resource_spans(JsonObject& object) {
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == kResourceSpans) return false;
    if (key == kScopeSpans || key == kLibrarySpans || key == "resource") return true;
  }
  return false;
}

// Objects behind their lengths, as a custom encoding of the Collector's file exporter writes them.
BinaryCutter cutter_of(std::string_view head) {
  return json_frame_size(head) > 0 ? cut_json_frames : nullptr;
}

void decode(JsonObject object, SpanBatch& batch) {
  const bool alone = is_resource_spans(object);
  object.reset();
  if (alone) {
    batch.may_be_part();
    read_resource_spans(object, batch);
  } else {
    read_traces_data(object, batch);
  }
}

constexpr std::array<std::string_view, 1> kOnce{"\"resourceSpans\":"};

}  // namespace

const Format kOtlpJson{
    "otlp-json",
    "OTLP JSON: one object, or one a line, as the file exporters write",
    {recognises, decode, kOnce},
    {},
    {cutter_of, nullptr},
};

}  // namespace trace_cost::input
