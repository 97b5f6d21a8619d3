#include "report/convert/jaeger_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "report/convert/attribute_value.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

std::string hex(const auto& id) { return id.is_valid() ? model::to_hex(id) : std::string(); }

std::int64_t micros(model::Nanos length) { return length.count() / 1'000; }

std::string_view tag_type(const NamedAttribute& attribute) {
  if (attribute.kind == model::ValueKind::Bool) return "bool";
  if (attribute.kind != model::ValueKind::Number) return "string";
  return is_int64(attribute.text) ? "int64" : "float64";
}

// Jaeger has no lists and no null: they are texts.
void append_tag(const NamedAttribute& attribute, std::string& out) {
  out += "{\"key\":";
  append_json_text(attribute.key, out);
  out.append(",\"type\":\"").append(tag_type(attribute)).append("\",\"value\":");
  std::string value;
  append_plain_value(attribute, value);
  const bool is_text_already = value.starts_with('"');
  if (tag_type(attribute) == "string" && !is_text_already) {
    append_json_text(value, out);
  } else {
    out += value;
  }
  out += '}';
}

void append_tags(const std::vector<NamedAttribute>& attributes, std::string& out) {
  out += '[';
  for (const NamedAttribute& attribute : attributes) {
    if (&attribute != &attributes.front()) out += ',';
    append_tag(attribute, out);
  }
  out += ']';
}

bool says_kind_or_status(const NamedAttribute& attribute) {
  return attribute.key == "span.kind" || attribute.key == "otel.status_code" ||
         attribute.key == "error";
}

// Kind and status are put in front of the attributes, which have no say in them.
std::vector<NamedAttribute> tags_of(const Conversion& conversion, const model::Span& span) {
  std::vector<NamedAttribute> tags;
  if (span.kind != model::SpanKind::Unspecified) {
    std::string kind(model::name_of(span.kind));
    std::transform(kind.begin(), kind.end(), kind.begin(),
                   [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    tags.push_back({"span.kind", kind, model::ValueKind::Text});
  }
  if (span.status != model::StatusCode::Unset) {
    tags.push_back(
        {"otel.status_code", std::string(model::name_of(span.status)), model::ValueKind::Text});
  }
  if (span.status == model::StatusCode::Error) {
    tags.push_back({"error", "true", model::ValueKind::Bool});
  }
  for (NamedAttribute& attribute : attributes_of(conversion, span)) {
    if (!says_kind_or_status(attribute)) tags.push_back(std::move(attribute));
  }
  return tags;
}

class TraceWriter {
 public:
  TraceWriter(const Conversion& conversion, std::string& out)
      : conversion_(conversion), capture_(*conversion.analysis.capture), out_(out) {}

  // False when nobody takes any more.
  bool write(const model::Trace& trace, Outlet& outlet) {
    processes_.clear();
    out_.append("{\"traceID\":\"").append(hex(trace.id)).append("\",\"spans\":[");
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      if (i != trace.first) out_ += ',';
      append_span(capture_.span(model::SpanIndex(i)));
      if (!outlet.end_item()) return false;
    }
    append_processes();
    return true;
  }

 private:
  void append_span(const model::Span& span) {
    const auto at = std::back_inserter(out_);
    fmt::format_to(at, "{{\"traceID\":\"{}\",\"spanID\":\"{}\",\"operationName\":", hex(span.trace),
                   hex(span.id));
    append_json_text(capture_.name(span), out_);
    out_ += ",\"references\":[";
    if (span.parent.is_valid()) {
      fmt::format_to(at, "{{\"refType\":\"CHILD_OF\",\"traceID\":\"{}\",\"spanID\":\"{}\"}}",
                     hex(span.trace), hex(span.parent));
    }
    const bool has_start = span.start != model::kUnknownInstant;
    fmt::format_to(at, "],\"startTime\":{},\"duration\":{},\"tags\":",
                   has_start ? micros(span.start.time_since_epoch()) : 0, micros(span.duration()));
    append_tags(tags_of(conversion_, span), out_);
    fmt::format_to(at, ",\"logs\":[],\"processID\":\"p{}\",\"warnings\":null}}",
                   process_of(span.resource));
  }

  std::size_t process_of(model::ResourceIndex resource) {
    return processes_.try_emplace(resource, processes_.size() + 1).first->second;
  }

  void append_processes() {
    std::vector<model::ResourceIndex> by_number(processes_.size());
    for (const auto& [resource, number] : processes_) by_number[number - 1] = resource;
    out_ += "],\"processes\":{";
    for (std::size_t i = 0; i < by_number.size(); ++i) {
      fmt::format_to(std::back_inserter(out_), "{}\"p{}\":{{\"serviceName\":", i == 0 ? "" : ",",
                     i + 1);
      append_json_text(capture_.text(capture_.resource(by_number[i]).service), out_);
      out_ += ",\"tags\":";
      auto tags = identity_of(conversion_, by_number[i]);
      std::erase_if(tags, [](const NamedAttribute& tag) { return tag.key == "service.name"; });
      append_tags(tags, out_);
      out_ += '}';
    }
    out_ += "},\"warnings\":null}";
  }

  const Conversion& conversion_;
  const model::Capture& capture_;
  std::string& out_;
  std::map<model::ResourceIndex, std::size_t> processes_;  // of this trace; numbered from 1
};

}  // namespace

void write_jaeger_json(const Conversion& conversion, Outlet& outlet) {
  TraceWriter writer(conversion, outlet.text());
  std::string_view before = "{\"data\":[\n";
  for (const model::Trace& trace : conversion.analysis.capture->traces()) {
    outlet.text() += before;
    before = ",\n";
    if (!writer.write(trace, outlet)) return;
  }
  outlet.text() += "\n],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}\n";
}

}  // namespace trace_cost::report
