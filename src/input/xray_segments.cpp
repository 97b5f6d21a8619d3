#include "input/xray_segments.h"

#include <fmt/format.h>

#include <algorithm>

#include "input/nested_attributes.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

// X-Ray allows letters, digits and underscores in the keys of annotations.
bool is_as_annotation(std::string_view key, std::string_view annotation) {
  const auto same = [](char a, char b) {
    const bool stays = (a >= '0' && a <= '9') || (a >= 'A' && a <= 'Z') || (a >= 'a' && a <= 'z');
    return b == (stays ? a : '_');
  };
  return std::equal(key.begin(), key.end(), annotation.begin(), annotation.end(), same);
}

model::SpanKind kind_of(bool is_subsegment, std::string_view space) {
  if (!is_subsegment) return model::SpanKind::Server;
  const bool calls_out = space == "remote" || space == "aws";
  return calls_out ? model::SpanKind::Client : model::SpanKind::Internal;
}

}  // namespace

std::optional<std::string> digits_of_xray_trace_id(std::string_view text) {
  constexpr std::size_t kLength = 35;
  const bool is_one = text.size() == kLength && text.starts_with("1-") && text[10] == '-';
  if (!is_one) return std::nullopt;
  return std::string(text.substr(2, 8)) + std::string(text.substr(11));
}

void XraySegments::read(JsonObject document) {
  segments_.clear();
  open_.clear();
  open(document, 0);
  while (!open_.empty()) {
    if (open_.back().subsegments) {
      step_inside(open_.back());
    } else if (open_.back().members.next()) {
      step(open_.back());
    } else {
      open_.pop_back();
    }
  }
  add_spans();
}

void XraySegments::open(JsonObject object, std::size_t parent) {
  Segment& segment = segments_.emplace_back();
  segment.parent = parent;
  segment.is_subsegment = segments_.size() > 1;
  open_.push_back({segments_.size() - 1, ObjectWalk(object), std::nullopt});
}

void XraySegments::step_inside(Open& outer) {
  if (!outer.subsegments->next()) return outer.subsegments.reset();
  JsonValue entry = outer.subsegments->current().value();
  if (!expect_object(entry, "subsegments[]", batch_)) return;
  if (open_.size() < kDeepest) return open(entry.get_object(), outer.segment);
  batch_.lose(base::DiagnosticCode::RecordTooDeep,
              fmt::format("a subsegment nested deeper than {} levels", kDeepest));
}

void XraySegments::step(Open& at) {
  JsonField member = at.members.current();
  const std::string_view key = key_of(member);
  JsonValue value = member.value();
  if (key == "subsegments" && expect_array(value, key, batch_)) {
    at.subsegments.emplace(value.get_array());
  } else if (key != "subsegments") {
    read_member(key, value, segments_[at.segment]);
  }
}

// What was read must outlive the document, which may be a text inside of a record.
Scalar XraySegments::kept(JsonValue value) {
  const Scalar read = read_scalar(value, batch_);
  return {batch_.keep(std::string(read.text)), read.kind};
}

void XraySegments::read_member(std::string_view key, JsonValue value, Segment& segment) {
  if (key == "annotations") return read_annotations(value, segment);
  if (key == "metadata") return read_metadata(value, segment);
  if (key == "http") return read_http(value, segment);
  if (key == "user") return add_attribute("user.id", kept(value), segment);
  if (key == "name" || key == "namespace" || key == "type") {
    const std::string_view text = name_of(kept(value), key, batch_);
    if (key == "name") segment.name = text;
    if (key == "namespace") segment.space = text;
    if (key == "type" && text == "subsegment") segment.is_subsegment = true;
  } else if (key == "error" || key == "fault" || key == "throttle") {
    if (kept(value).text == "true") segment.span.status = model::StatusCode::Error;
  } else if (!is_object(value) && !is_array(value)) {
    read_identity(key, read_scalar(value, batch_), segment);
  }
}

void XraySegments::read_identity(std::string_view key, const Scalar& value, Segment& segment) {
  model::Span& span = segment.span;
  if (key == "trace_id") {
    const auto digits = digits_of_xray_trace_id(value.text);
    span.trace = trace_id_of(digits ? Scalar{*digits, value.kind} : value, key, batch_);
  } else if (key == "id") {
    span.id = span_id_of(value, key, batch_);
  } else if (key == "parent_id") {
    read_parent_id(value, key, span, batch_);
  } else if (key == "start_time") {
    span.start = unix_time_of(value, model::TimeUnit::Seconds, key, batch_);
  } else if (key == "end_time") {
    span.end = unix_time_of(value, model::TimeUnit::Seconds, key, batch_);
  }
}

void XraySegments::add_attribute(std::string_view key, const Scalar& value, Segment& segment) {
  if (batch_.wants(key)) segment.attributes.push_back({batch_.keep(std::string(key)), value});
}

void XraySegments::read_annotations(JsonValue value, Segment& segment) {
  if (!expect_object(value, "annotations", batch_)) return;
  const model::AttributeSelection& wanted = batch_.wanted();
  for (auto field : value.get_object()) {
    const std::string_view annotation = key_of(field);
    const Scalar scalar = kept(field.value());
    bool is_named = false;
    for (std::uint32_t i = 0; i < wanted.size(); ++i) {
      const std::string& key = wanted.name(model::AttributeKey(i));
      if (key == annotation || is_as_annotation(key, annotation)) {
        segment.attributes.push_back({key, scalar});
        is_named = true;
      }
    }
    if (!is_named) add_attribute(annotation, scalar, segment);
  }
}

// One object for each namespace; exporters of OpenTelemetry put attributes into "default".
void XraySegments::read_metadata(JsonValue value, Segment& segment) {
  if (!expect_object(value, "metadata", batch_)) return;
  for (auto field : value.get_object()) {
    JsonValue space = field.value();
    if (!is_object(space)) continue;
    read_nested_attributes(space.get_object(), batch_,
                           [&](std::string_view key, const Scalar& attribute) {
                             const std::string_view text = batch_.keep(std::string(attribute.text));
                             add_attribute(key, {text, attribute.kind}, segment);
                           });
  }
}

void XraySegments::read_http(JsonValue value, Segment& segment) {
  if (!expect_object(value, "http", batch_)) return;
  for (auto part : value.get_object()) {
    const std::string_view side = key_of(part);
    JsonValue members = part.value();
    if (!is_object(members)) continue;
    for (auto field : members.get_object()) {
      const std::string_view key = key_of(field);
      const Scalar scalar = kept(field.value());
      if (key == "method") add_attribute("http.request.method", scalar, segment);
      if (key == "url") add_attribute("url.full", scalar, segment);
      if (key == "status" && side == "response") {
        add_attribute("http.response.status_code", scalar, segment);
      }
    }
  }
}

// All of a document belongs to the service that the outermost segment names, unless that is a
// subsegment which came alone.
void XraySegments::add_spans() {
  const Segment& outermost = segments_.front();
  batch_.begin_resource();
  if (!outermost.is_subsegment) batch_.service(outermost.name);
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    Segment& segment = segments_[i];
    model::Span& span = segment.span;
    span.kind = kind_of(segment.is_subsegment, segment.space);
    if (i > 0) {
      span.trace = outermost.span.trace;
      span.parent = segments_[segment.parent].span.id;
      span.parent_unreadable = !span.parent.is_valid();
    }
    if (!span.is_root()) {
      span.parent_place =
          segment.is_subsegment ? model::ParentPlace::Local : model::ParentPlace::Remote;
    }
    batch_.begin_span() = span;
    batch_.name(segment.name);
    for (const Attribute& attribute : segment.attributes) {
      batch_.span_attribute(attribute.key, attribute.value.text, attribute.value.kind);
    }
  }
  batch_.assign_resource();
}

}  // namespace trace_cost::input
