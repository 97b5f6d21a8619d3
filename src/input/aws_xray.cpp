#include "input/aws_xray.h"

#include <string>

#include "input/record_reader.h"
#include "input/span_fields.h"
#include "input/xray_segments.h"

namespace trace_cost::input {

namespace {

bool is_segment(const Shape& shape) {
  const bool has_keys = shape.has("trace_id") && shape.has("id") && shape.has("name") &&
                        shape.has("start_time") &&
                        (shape.has("end_time") || shape.has("in_progress"));
  return has_keys && !shape.has("context") && !shape.has("span_id");
}

bool recognises(const Shape& shape) { return shape.has("Traces") || is_segment(shape); }

// A JSON text inside of the record's JSON.
class Documents {
 public:
  explicit Documents(SpanBatch& batch) : batch_(batch), segments_(batch) {}

  // A document that is broken costs itself.
  void read(JsonValue value) {
    try {
      if (is_object(value)) return segments_.read(value.get_object());
      const Scalar text = read_scalar(value, batch_);
      if (!text.is_text()) return report_field("Document", text, "a segment as text", batch_);
      read_text(text.text);
    } catch (const simdjson::simdjson_error& error) {
      batch_.lose(base::DiagnosticCode::RecordBroken,
                  std::string("a segment document that is no JSON: ") + error.what());
    }
  }

 private:
  void read_text(std::string_view text) {
    text_.assign(text);
    text_.append(RecordReader::kPadding, ' ');
    simdjson::ondemand::document document =
        parser_.iterate(text_.data(), text.size(), text_.size());
    segments_.read(document.get_object());
  }

  SpanBatch& batch_;
  XraySegments segments_;
  simdjson::ondemand::parser parser_;
  std::string text_;
};

void read_segments(JsonValue value, Documents& documents, SpanBatch& batch) {
  if (!expect_array(value, "Segments", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue segment = entry.value();
    if (!expect_object(segment, "Segments[]", batch)) continue;
    for (auto field : segment.get_object()) {
      if (key_of(field) == "Document") documents.read(field.value());
    }
  }
}

void read_traces(JsonValue value, SpanBatch& batch) {
  if (!expect_array(value, "Traces", batch)) return;
  Documents documents(batch);
  for (auto entry : value.get_array()) {
    JsonValue trace = entry.value();
    if (!expect_object(trace, "Traces[]", batch)) continue;
    for (auto field : trace.get_object()) {
      if (key_of(field) == "Segments") read_segments(field.value(), documents, batch);
    }
  }
}

// Log lines have the keys of a segment too, but not such a trace id.
bool has_xray_trace_id(JsonObject& object) {
  std::string_view id;
  const auto error = object.find_field_unordered("trace_id").get_string().get(id);
  const bool is_one = error == simdjson::SUCCESS && digits_of_xray_trace_id(id).has_value();
  return is_one && !object.reset().error();
}

void decode(JsonObject object, SpanBatch& batch) {
  if (!has_member(object, "Traces")) {
    if (!has_xray_trace_id(object)) return batch.disown();
    return XraySegments(batch).read(object);
  }
  for (auto field : object) {
    if (key_of(field) == "Traces") read_traces(field.value(), batch);
  }
}

}  // namespace

const Format kAwsXray{
    "aws-xray",
    "AWS X-Ray: segment documents, or the answer of batch-get-traces",
    {recognises, decode},
};

}  // namespace trace_cost::input
