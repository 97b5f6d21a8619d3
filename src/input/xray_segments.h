// One document of AWS X-Ray, a segment with the subsegments nested in it, as spans.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/json_access.h"

namespace trace_cost::input {

// "1-5b8efff7-98038103d269b633813fc60c": the same 32 digits in three parts. Empty for other texts.
std::optional<std::string> digits_of_xray_trace_id(std::string_view text);

class XraySegments {
 public:
  // Subsegments nested deeper are lost, each with all that is in it.
  static constexpr std::size_t kDeepest = 64;

  explicit XraySegments(SpanBatch& batch) : batch_(batch) {}

  // Reads the document to its end and adds its spans to the batch, all of them or, when it throws a
  // simdjson::simdjson_error, none. Nothing that was read refers to the document afterwards.
  void read(JsonObject document);

 private:
  struct Attribute {
    std::string_view key;
    Scalar value;
  };
  struct Segment {
    model::Span span;
    std::size_t parent = 0;  // the segment around it; its own number when it is the outermost
    std::string_view name;
    std::string_view space;  // "namespace"
    bool is_subsegment = false;
    std::vector<Attribute> attributes;
  };
  struct Open {
    std::size_t segment = 0;
    ObjectWalk members;
    std::optional<ArrayWalk> subsegments;  // while the walk is inside of them
  };

  void open(JsonObject object, std::size_t parent);
  void step_inside(Open& outer);
  void step(Open& at);
  void read_member(std::string_view key, JsonValue value, Segment& segment);
  void read_identity(std::string_view key, const Scalar& value, Segment& segment);
  void read_annotations(JsonValue value, Segment& segment);
  void read_metadata(JsonValue value, Segment& segment);
  void read_http(JsonValue value, Segment& segment);
  void add_attribute(std::string_view key, const Scalar& value, Segment& segment);
  void add_spans();
  Scalar kept(JsonValue value);

  SpanBatch& batch_;
  std::vector<Segment> segments_;  // each behind the one around it
  std::vector<Open> open_;
};

}  // namespace trace_cost::input
