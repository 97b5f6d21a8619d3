#include "input/jaeger_json.h"

#include <optional>
#include <unordered_map>
#include <vector>

#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  const bool is_trace = shape.has("traceID") && (shape.has("spans") || shape.has("spanID"));
  return is_trace || (shape.wrapped_has("traceID") && shape.wrapped_has("spans"));
}

struct Reference {
  model::TraceId trace;
  Scalar span;
  bool is_child_of = false;
};

// What a span says and only all of it together tells the meaning of.
struct SpanDraft {
  std::vector<Reference> references;
  Scalar parent;  // "parentSpanID"
  std::optional<model::Nanos> duration;
};

// The processes of one trace and the spans that name them; the spans come first in a download.
struct Processes {
  struct Use {
    std::size_t span;
    std::string_view process;
  };
  std::unordered_map<std::string_view, std::size_t> resources;  // name -> number in the batch
  std::vector<Use> uses;
};

enum class Owner : std::uint8_t { Span, Process };

// What is a number is one, also where an exporter wrote it as text.
Scalar typed(Scalar value, std::string_view type) {
  const bool is_number = type == "int64" || type == "float64";
  if (value.is_text() && is_number) value.kind = model::ValueKind::Number;
  if (value.is_text() && type == "bool") value.kind = model::ValueKind::Bool;
  return value;
}

void read_kind(const Scalar& value, model::Span& span, SpanBatch& batch) {
  const auto kind = span_kind_named(value.text);
  if (!kind) report_field("span.kind", value, "client, server or the like", batch);
  span.kind = kind.value_or(model::SpanKind::Unspecified);
}

void read_tag(JsonObject tag, Owner owner, model::Span& span, SpanBatch& batch) {
  std::string_view key;
  std::string_view type;
  Scalar value;
  for (auto field : tag) {
    const std::string_view member = key_of(field);
    const Scalar read = read_scalar(field.value(), batch);
    if (member == "key") key = read.text;
    if (member == "type") type = read.text;
    if (member == "value") value = read;
  }
  value = typed(value, type);
  if (owner == Owner::Process) return batch.resource_attribute(key, value.text, value.kind);
  if (key == "span.kind") read_kind(value, span, batch);
  read_status_attribute(key, value, span);
  batch.span_attribute(key, value.text, value.kind);
}

void read_tags(JsonValue value, Owner owner, model::Span& span, SpanBatch& batch) {
  if (!expect_array(value, "tags", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue tag = entry.value();
    if (expect_object(tag, "tags[]", batch)) read_tag(tag.get_object(), owner, span, batch);
  }
}

// Begins the resource that a process is.
void read_process(JsonValue value, SpanBatch& batch) {
  batch.begin_resource();
  if (!expect_object(value, "process", batch)) return;
  model::Span nobody;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    if (key == "serviceName") {
      batch.service(name_of(read_scalar(field.value(), batch), key, batch));
    } else if (key == "tags") {
      read_tags(field.value(), Owner::Process, nobody, batch);
    }
  }
}

void read_reference(JsonObject object, std::vector<Reference>& references, SpanBatch& batch) {
  Reference& reference = references.emplace_back();
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "refType") {
      reference.is_child_of = read_scalar(field.value(), batch).text == "CHILD_OF";
    } else if (key == "traceID") {
      const Scalar id = left_padded(read_scalar(field.value(), batch), 32, batch);
      reference.trace = trace_id_of(id, "references.traceID", batch);
    } else if (key == "spanID") {
      reference.span = left_padded(read_scalar(field.value(), batch), 16, batch);
    }
  }
}

void read_references(JsonValue value, std::vector<Reference>& references, SpanBatch& batch) {
  if (!expect_array(value, "references", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue reference = entry.value();
    if (!expect_object(reference, "references[]", batch)) continue;
    read_reference(reference.get_object(), references, batch);
  }
}

Scalar parent_of(const SpanDraft& draft, const model::TraceId& trace) {
  const Reference* parent = nullptr;
  for (const Reference& reference : draft.references) {
    if (reference.trace != trace) continue;
    const bool is_better = parent == nullptr || (reference.is_child_of && !parent->is_child_of);
    if (is_better) parent = &reference;
  }
  return parent == nullptr ? draft.parent : parent->span;
}

void read_span_member(std::string_view key, JsonValue value, model::Span& span, SpanDraft& draft,
                      SpanBatch& batch) {
  if (key == "traceID") {
    const Scalar id = left_padded(read_scalar(value, batch), 32, batch);
    span.trace = trace_id_of(id, key, batch);
  } else if (key == "spanID") {
    span.id = span_id_of(left_padded(read_scalar(value, batch), 16, batch), key, batch);
  } else if (key == "parentSpanID") {
    draft.parent = left_padded(read_scalar(value, batch), 16, batch);
  } else if (key == "references") {
    read_references(value, draft.references, batch);
  } else if (key == "operationName") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "startTime") {
    span.start = unix_time_of(read_scalar(value, batch), model::TimeUnit::Microseconds, key, batch);
  } else if (key == "duration") {
    draft.duration = length_of(read_scalar(value, batch), key, batch);
  } else if (key == "tags") {
    read_tags(value, Owner::Span, span, batch);
  }
}

// A process in the span beats the name of one in the trace: the UI writes both, and they agree.
void read_span(JsonObject object, Processes& processes, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  const std::size_t number = batch.size() - 1;
  SpanDraft draft;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "process") {
      read_process(field.value(), batch);
      batch.assign_resource(number, batch.resources() - 1);
    } else if (key == "processID") {
      const Scalar process = read_scalar(field.value(), batch);
      if (process.is_text()) processes.uses.push_back({number, process.text});
    } else {
      read_span_member(key, field.value(), span, draft, batch);
    }
  }
  const Scalar parent = parent_of(draft, span.trace);
  read_parent_id(parent, "the parent's spanID", span, batch);
  end_after(draft.duration, span, batch);
}

void read_spans(JsonValue value, Processes& processes, SpanBatch& batch) {
  if (!expect_array(value, "spans", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue span = entry.value();
    if (expect_object(span, "spans[]", batch)) read_span(span.get_object(), processes, batch);
  }
}

void read_processes(JsonValue value, Processes& processes, SpanBatch& batch) {
  if (!expect_object(value, "processes", batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view name = key_of(field);
    read_process(field.value(), batch);
    processes.resources[name] = batch.resources() - 1;
  }
}

// Spans whose process is not there share a resource without a name.
void settle(const Processes& processes, SpanBatch& batch) {
  for (const Processes::Use& use : processes.uses) {
    const auto found = processes.resources.find(use.process);
    if (found == processes.resources.end()) {
      batch.fault(base::DiagnosticCode::BadField,
                  "a span names a process that the trace does not have");
    } else if (!batch.has_resource(use.span)) {
      batch.assign_resource(use.span, found->second);
    }
  }
  batch.begin_resource();
  batch.assign_resource();
}

void read_trace(JsonObject object, SpanBatch& batch) {
  Processes processes;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    if (key == "spans") read_spans(field.value(), processes, batch);
    if (key == "processes") read_processes(field.value(), processes, batch);
  }
  settle(processes, batch);
}

void read_data(JsonValue value, SpanBatch& batch) {
  if (is_object(value)) return read_trace(value.get_object(), batch);
  if (!expect_array(value, "data", batch)) return;
  for (auto entry : value.get_array()) {
    JsonValue trace = entry.value();
    if (expect_object(trace, "data[]", batch)) read_trace(trace.get_object(), batch);
  }
}

void decode(JsonObject object, SpanBatch& batch) {
  if (has_member(object, "spanID")) {
    Processes none;
    read_span(object, none, batch);
    return settle({}, batch);
  }
  if (has_member(object, "traceID")) return read_trace(object, batch);
  for (auto field : object) {
    if (key_of(field) == "data") read_data(field.value(), batch);
  }
}

}  // namespace

const Format kJaegerJson{
    "jaeger-json",
    "Jaeger JSON: the UI's download, the API's answer, or one trace alone",
    {recognises, decode},
};

}  // namespace trace_cost::input
