#include "report/convert/otlp_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "report/convert/attribute_value.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

// The spans of one line, by resource in the order of the first span of each.
class Line {
 public:
  explicit Line(const Conversion& conversion) : conversion_(conversion) {}

  void add(const model::Span& span) {
    std::string& spans = spans_of(span.resource);
    const std::size_t before = spans.size();
    if (!spans.empty()) spans += ',';
    append_span(span, spans);
    bytes_ += spans.size() - before;
    ++spans_;
  }

  [[nodiscard]] bool is_full() const {
    constexpr std::size_t kMostSpans = 512;
    constexpr std::size_t kEnoughBytes = std::size_t{256} << 10U;
    return spans_ >= kMostSpans || bytes_ >= kEnoughBytes;
  }

  // Leaves an empty line behind.
  void write(std::string& out) {
    if (groups_.empty()) return;
    std::string_view before = "{\"resourceSpans\":[";
    for (const auto& [resource, spans] : groups_) {
      out += std::exchange(before, ",");
      append_resource(resource, out);
      out.append(",\"scopeSpans\":[{\"scope\":{},\"spans\":[").append(spans).append("]}]}");
    }
    out += "]}\n";
    groups_.clear();
    bytes_ = spans_ = 0;
  }

 private:
  std::string& spans_of(model::ResourceIndex resource) {
    const auto known = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const auto& group) { return group.first == resource; });
    return known != groups_.end() ? known->second
                                  : groups_.emplace_back(resource, std::string{}).second;
  }

  void append_resource(model::ResourceIndex index, std::string& out) const {
    const model::Capture& capture = *conversion_.analysis.capture;
    const model::Resource& resource = capture.resource(index);
    std::vector<NamedAttribute> attributes;
    const auto add = [&](std::string_view key, std::string_view text) {
      if (!text.empty()) attributes.push_back({key, std::string(text), model::ValueKind::Text});
    };
    add("service.name", capture.text(resource.service));
    add("service.instance.id", capture.text(resource.instance));
    const auto others = attributes_of(conversion_, index);
    attributes.insert(attributes.end(), others.begin(), others.end());
    out += "{\"resource\":{\"attributes\":";
    append_attributes(attributes, out);
    out += '}';
  }

  void append_span(const model::Span& span, std::string& out) const {
    const auto at = std::back_inserter(out);
    const auto hex = [](const auto& id) { return id.is_valid() ? model::to_hex(id) : ""; };
    fmt::format_to(at, "{{\"traceId\":\"{}\",\"spanId\":\"{}\",\"parentSpanId\":\"{}\"",
                   hex(span.trace), hex(span.id), hex(span.parent));
    append_flags(span.parent_place, out);
    out += ",\"name\":";
    append_json_text(conversion_.analysis.capture->name(span), out);
    fmt::format_to(at, ",\"kind\":{},\"startTimeUnixNano\":\"{}\",\"endTimeUnixNano\":\"{}\"",
                   static_cast<int>(span.kind), nanos(span.start), nanos(span.end));
    out += ",\"attributes\":";
    append_attributes(attributes_of(conversion_, span), out);
    append_status(span.status, out);
    out += '}';
  }

  // 0 is OTLP's unknown time.
  static std::int64_t nanos(model::Instant instant) {
    return instant == model::kUnknownInstant ? 0 : instant.time_since_epoch().count();
  }

  static void append_flags(model::ParentPlace place, std::string& out) {
    if (place == model::ParentPlace::Local) out += ",\"flags\":256";
    if (place == model::ParentPlace::Remote) out += ",\"flags\":768";
  }

  static void append_status(model::StatusCode status, std::string& out) {
    out += ",\"status\":{";
    if (status != model::StatusCode::Unset) {
      fmt::format_to(std::back_inserter(out), "\"code\":{}", static_cast<int>(status));
    }
    out += '}';
  }

  static void append_attributes(const std::vector<NamedAttribute>& attributes, std::string& out) {
    out += '[';
    for (const NamedAttribute& attribute : attributes) {
      out += &attribute == &attributes.front() ? "{\"key\":" : ",{\"key\":";
      append_json_text(attribute.key, out);
      out += ",\"value\":";
      append_otlp_value(attribute, out);
      out += '}';
    }
    out += ']';
  }

  const Conversion& conversion_;
  std::vector<std::pair<model::ResourceIndex, std::string>> groups_;
  std::size_t bytes_ = 0;
  std::size_t spans_ = 0;
};

}  // namespace

void write_otlp_lines(const Conversion& conversion, Outlet& outlet) {
  Line line(conversion);
  for (const model::Span& span : conversion.analysis.capture->spans()) {
    line.add(span);
    if (!line.is_full()) continue;
    line.write(outlet.text());
    if (!outlet.end_item()) return;
  }
  line.write(outlet.text());
}

}  // namespace trace_cost::report
