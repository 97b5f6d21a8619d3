#include "report/render/json_value.h"

#include <algorithm>
#include <optional>
#include <string>

namespace trace_cost::report {

namespace {

// A record may hold records; views nest them two or three deep, never as deep as the input is.
struct ToJson {
  Json operator()(Unknown) const { return nullptr; }
  Json operator()(bool yes) const { return yes; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(std::int64_t count) const { return count; }
  Json operator()(Number number) const { return number.value; }
  Json operator()(model::Money money) const { return money.plain(); }
  Json operator()(Duration duration) const { return duration.nanos.count(); }
  Json operator()(model::Instant instant) const { return model::to_rfc3339(instant); }
  Json operator()(Share share) const { return static_cast<double>(share.millionths) / 1e6; }
  Json operator()(const Texts& texts) const { return texts; }
  Json operator()(const Records& records) const {
    Json array = Json::array();
    for (const Record& record : records.items) {
      Json object = Json::object();
      add_fields(object, record);
      array.push_back(std::move(object));
    }
    return array;
  }
};

// An empty name is that of a service without one.
Json text_or_null(const std::optional<std::string>& text) {
  return text && !text->empty() ? Json(*text) : Json();
}

template <std::size_t kBytes>
Json id_or_null(const model::HexId<kBytes>& id) {
  return id.is_valid() ? Json(model::to_hex(id)) : Json();
}

Json examples_of(const model::Finding& finding) {
  Json array = Json::array();
  for (const model::FindingExample& example : finding.examples) {
    Json object = Json::object();
    object["trace_id"] = id_or_null(example.trace);
    object["span_id"] = id_or_null(example.span);
    object["note"] = example.note;
    array.push_back(std::move(object));
  }
  return array;
}

// The name of the first step; `path` is what remains.
std::string take_step(std::string_view& path) {
  const bool is_attribute = path.substr(0, 5) == "attr:";
  const std::size_t end = is_attribute ? path.size() : std::min(path.find('.'), path.size());
  std::string step(path.substr(0, end));
  path.remove_prefix(std::min(end + 1, path.size()));
  return step;
}

}  // namespace

Json to_json(const Value& value) { return std::visit(ToJson{}, value.base()); }

Json to_json(const model::Finding& finding) {
  const bool has_example = !finding.examples.empty();
  Json object = Json::object();
  object["rule"] = finding.rule->id;
  object["severity"] = name_of(finding.severity);
  object["certainty"] = name_of(finding.certainty);
  object["confidence"] = finding.confidence_percent / 100.0;
  object["message"] = finding.message;
  object["advice"] = finding.rule->advice;
  object["caller"] = text_or_null(finding.caller);
  object["callee"] = text_or_null(finding.callee);
  object["service"] = text_or_null(finding.service);
  object["trace_id"] = has_example ? id_or_null(finding.examples.front().trace) : Json();
  object["span_id"] = has_example ? id_or_null(finding.examples.front().span) : Json();
  object["user"] = text_or_null(finding.user);
  object["count"] = finding.count;
  object["examples"] = examples_of(finding);
  return object;
}

Json& at_path(Json& object, std::string_view path) {
  Json* place = &object;
  while (!path.empty()) {
    if (!place->is_object()) *place = Json::object();
    place = &(*place)[take_step(path)];
  }
  return *place;
}

void add_fields(Json& object, const Record& record) {
  for (const Field& field : record.fields) at_path(object, field.path) = to_json(field.value);
}

}  // namespace trace_cost::report
