#include "input/langfuse_json.h"

#include <array>
#include <optional>
#include <string>

#include "input/nested_attributes.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

bool recognises(const Shape& shape) {
  const bool is_camel =
      shape.has("traceId") && shape.has("id") && shape.has("startTime") && shape.has("type");
  const bool is_snake = shape.has("trace_id") && shape.has("parent_observation_id");
  const bool is_page =
      shape.wrapped_has("traceId") && shape.wrapped_has("startTime") && shape.wrapped_has("type");
  return is_camel || is_snake || is_page;
}

// Langfuse's fields and the attributes that they become.
struct Meaning {
  std::string_view field;
  std::string_view attribute;
};
constexpr std::array kFields{
    Meaning{"userId", "user.id"},
    Meaning{"user_id", "user.id"},
    Meaning{"sessionId", "session.id"},
    Meaning{"session_id", "session.id"},
    Meaning{"providedModelName", "gen_ai.request.model"},
    Meaning{"provided_model_name", "gen_ai.request.model"},
    Meaning{"model", "gen_ai.request.model"},
};
constexpr std::array kUsage{
    Meaning{"input", "gen_ai.usage.input_tokens"},
    Meaning{"output", "gen_ai.usage.output_tokens"},
    Meaning{"cache_read_input_tokens", "gen_ai.usage.cache_read.input_tokens"},
    Meaning{"input_cached_tokens", "gen_ai.usage.cache_read.input_tokens"},
    Meaning{"cache_creation_input_tokens", "gen_ai.usage.cache_creation.input_tokens"},
    Meaning{"input_cache_creation", "gen_ai.usage.cache_creation.input_tokens"},
};
constexpr std::array kOperations{
    Meaning{"GENERATION", "chat"},
    Meaning{"EMBEDDING", "embeddings"},
};

template <std::size_t kCount>
std::string_view meaning_of(std::string_view field, const std::array<Meaning, kCount>& meanings) {
  for (const Meaning& entry : meanings) {
    if (entry.field == field) return entry.attribute;
  }
  return {};
}

void add_attribute(std::string_view key, const Scalar& value, SpanBatch& batch) {
  if (value.kind != model::ValueKind::Null) batch.span_attribute(key, value.text, value.kind);
}

// The last `digits` digits of a UUID; anything else as it is.
Scalar without_dashes(const Scalar& id, std::size_t digits, SpanBatch& batch) {
  constexpr std::size_t kUuid = 36;
  if (!id.is_text() || id.text.size() != kUuid) return id;
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) {
    if (id.text[dash] != '-') return id;
  }
  std::string hex;
  for (const char c : id.text) {
    if (c != '-') hex += c;
  }
  if (hex.size() < digits) return id;
  return {batch.keep(hex.substr(hex.size() - digits)), id.kind};
}

bool read_id(std::string_view key, JsonValue& value, model::Span& span, SpanBatch& batch) {
  if (key == "id") {
    span.id = span_id_of(without_dashes(read_scalar(value, batch), 16, batch), key, batch);
  } else if (key == "traceId" || key == "trace_id") {
    span.trace = trace_id_of(without_dashes(read_scalar(value, batch), 32, batch), key, batch);
  } else if (key == "parentObservationId" || key == "parent_observation_id") {
    read_parent_id(without_dashes(read_scalar(value, batch), 16, batch), key, span, batch);
  } else {
    return false;
  }
  return true;
}

void read_usage(JsonValue value, std::string_view name, SpanBatch& batch) {
  if (!expect_object(value, name, batch)) return;
  for (auto field : value.get_object()) {
    const std::string_view attribute = meaning_of(key_of(field), kUsage);
    if (!attribute.empty()) add_attribute(attribute, read_scalar(field.value(), batch), batch);
  }
}

void read_resource_attributes(JsonObject object, SpanBatch& batch) {
  for (auto field : object) {
    const std::string_view key = key_of(field);
    const Scalar value = read_scalar(field.value(), batch);
    batch.resource_attribute(key, value.text, value.kind);
  }
}

// Where Langfuse keeps what it has no field for; OpenTelemetry's attributes and resource among it.
void read_metadata(JsonValue value, SpanBatch& batch) {
  if (!is_object(value)) return;
  for (auto field : value.get_object()) {
    const std::string_view key = key_of(field);
    JsonValue member = field.value();
    const bool nests = is_object(member);
    if (key == "resourceAttributes" && nests) {
      read_resource_attributes(member.get_object(), batch);
    } else if (key == "attributes" && nests) {
      read_nested_attributes(member.get_object(), batch,
                             [&batch](std::string_view name, const Scalar& attribute) {
                               add_attribute(name, attribute, batch);
                             });
    } else if (key == "service" || key == "service.name") {
      const Scalar service = read_scalar(member, batch);
      if (service.is_text()) batch.service(service.text);
    }
  }
}

// What only makes sense once all of an observation was read.
struct ObservationDraft {
  std::string_view type;
  Scalar cost;
};

void read_member(std::string_view key, JsonValue value, model::Span& span, ObservationDraft& draft,
                 SpanBatch& batch) {
  if (read_id(key, value, span, batch)) return;
  if (key == "name") {
    batch.name(name_of(read_scalar(value, batch), key, batch));
  } else if (key == "type") {
    draft.type = read_scalar(value, batch).text;
  } else if (key == "startTime" || key == "start_time") {
    span.start = utc_time_of(read_scalar(value, batch), key, batch);
  } else if (key == "endTime" || key == "end_time") {
    span.end = utc_time_of(read_scalar(value, batch), key, batch);
  } else if (key == "level") {
    const bool is_error = read_scalar(value, batch).text == "ERROR";
    if (is_error) span.status = model::StatusCode::Error;
  } else if (key == "usageDetails" || key == "usage_details") {
    read_usage(value, key, batch);
  } else if (key == "totalCost" || key == "total_cost" || key == "calculatedTotalCost" ||
             key == "calculated_total_cost") {
    const Scalar cost = read_scalar(value, batch);
    if (cost.kind != model::ValueKind::Null) draft.cost = cost;
  } else if (key == "metadata") {
    read_metadata(value, batch);
  } else if (const std::string_view attribute = meaning_of(key, kFields); !attribute.empty()) {
    add_attribute(attribute, read_scalar(value, batch), batch);
  }
}

void read_observation(JsonObject object, SpanBatch& batch) {
  model::Span& span = batch.begin_span();
  batch.begin_resource();
  ObservationDraft draft;
  for (auto field : object) {
    const std::string_view key = key_of(field);
    read_member(key, field.value(), span, draft, batch);
  }
  const std::string_view operation = meaning_of(draft.type, kOperations);
  // The API says 0 for what cannot cost anything.
  const bool is_charge = !operation.empty() || draft.cost.text != "0";
  if (is_charge) add_attribute("cost.usd", draft.cost, batch);
  if (!operation.empty()) {
    batch.span_attribute("gen_ai.operation.name", operation, model::ValueKind::Text);
  }
  batch.assign_resource();
}

void decode(JsonObject object, SpanBatch& batch) {
  if (!has_member(object, "data")) return read_observation(object, batch);
  for (auto field : object) {
    if (key_of(field) != "data") continue;
    JsonValue page = field.value();
    if (!expect_array(page, "data", batch)) continue;
    for (auto entry : page.get_array()) {
      JsonValue observation = entry.value();
      if (!expect_object(observation, "data[]", batch)) continue;
      read_observation(observation.get_object(), batch);
    }
  }
}

}  // namespace

const Format kLangfuseJson{
    "langfuse-json",
    "Langfuse observations: a page of the API, or the blob export",
    {recognises, decode},
};

}  // namespace trace_cost::input
