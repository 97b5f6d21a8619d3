#include "report/convert/otlp_protobuf.h"

#include <string>
#include <vector>

#include "base/utf8.h"
#include "report/convert/attribute_value.h"
#include "report/convert/protobuf_writer.h"
#include "report/convert/span_groups.h"

namespace trace_cost::report {

namespace {

// 0 is OTLP's unknown time.
std::uint64_t nanos(model::Instant instant) {
  return instant == model::kUnknownInstant
             ? 0
             : static_cast<std::uint64_t>(instant.time_since_epoch().count());
}

template <std::size_t kBytes>
std::string_view bytes_of(const model::HexId<kBytes>& id) {
  if (!id.is_valid()) return {};
  return {reinterpret_cast<const char*>(id.bytes.data()), kBytes};  // NOLINT(*-reinterpret-cast)
}

void add_attributes(const std::vector<NamedAttribute>& attributes, std::uint32_t field,
                    ProtobufWriter& owner) {
  for (const NamedAttribute& attribute : attributes) {
    ProtobufWriter pair;
    pair.bytes_field(1, base::repaired_utf8(attribute.key));
    pair.bytes_field(2, otlp_value_message(attribute));
    owner.bytes_field(field, pair.message());
  }
}

std::string span_message(const Conversion& conversion, const model::Span& span) {
  ProtobufWriter message;
  message.bytes_field(1, bytes_of(span.trace));
  message.bytes_field(2, bytes_of(span.id));
  if (span.parent.is_valid()) message.bytes_field(4, bytes_of(span.parent));
  message.bytes_field(5, base::repaired_utf8(conversion.analysis.capture->name(span)));
  message.varint_field(6, static_cast<std::uint64_t>(span.kind));
  message.fixed64_field(7, nanos(span.start));
  message.fixed64_field(8, nanos(span.end));
  add_attributes(attributes_of(conversion, span), 9, message);
  ProtobufWriter status;
  if (span.status != model::StatusCode::Unset) {
    status.varint_field(3, static_cast<std::uint64_t>(span.status));
  }
  message.bytes_field(15, status.message());
  if (span.parent_place == model::ParentPlace::Local) message.fixed32_field(16, 0x100);
  if (span.parent_place == model::ParentPlace::Remote) message.fixed32_field(16, 0x300);
  return message.message();
}

std::string group_message(const Conversion& conversion, const SpanGroup& group) {
  ProtobufWriter resource;
  add_attributes(identity_of(conversion, group.resource), 1, resource);
  ProtobufWriter scope_spans;
  for (const model::SpanIndex span : group.spans) {
    scope_spans.bytes_field(2, span_message(conversion, conversion.analysis.capture->span(span)));
  }
  ProtobufWriter resource_spans;
  resource_spans.bytes_field(1, resource.message());
  resource_spans.bytes_field(2, scope_spans.message());
  return resource_spans.message();
}

}  // namespace

void write_otlp_protobuf(const Conversion& conversion, Outlet& outlet) {
  for_each_request(*conversion.analysis.capture, [&](const SpanGroups& groups) {
    ProtobufWriter request;
    for (const SpanGroup& group : groups) {
      request.bytes_field(1, group_message(conversion, group));
    }
    const std::string& message = request.message();
    for (int shift = 24; shift >= 0; shift -= 8) {
      outlet.text() += static_cast<char>(message.size() >> static_cast<unsigned>(shift));
    }
    outlet.text() += message;
    return outlet.end_item();
  });
}

}  // namespace trace_cost::report
