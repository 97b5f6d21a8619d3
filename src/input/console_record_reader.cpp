#include "input/console_record_reader.h"

#include "input/cursor_values.h"

namespace trace_cost::input {

namespace {

bool take_kind(JsonCursor& at, model::SpanKind& kind) {
  if (at.take("INTERNAL\"")) {
    kind = model::SpanKind::Internal;
  } else if (at.take("SERVER\"")) {
    kind = model::SpanKind::Server;
  } else if (at.take("CLIENT\"")) {
    kind = model::SpanKind::Client;
  } else if (at.take("PRODUCER\"")) {
    kind = model::SpanKind::Producer;
  } else {
    kind = model::SpanKind::Consumer;
    return at.take("CONSUMER\"");
  }
  return true;
}

// SDKs 1.0 and 1.1 wrote it without the 0x.
bool take_parent(JsonCursor& at, model::SpanId& parent) {
  if (at.take("null")) return true;
  return (at.take("\"0x") || at.take('"')) && take_id(at, parent);
}

}  // namespace

ConsoleRecordReader::ConsoleRecordReader(const model::AttributeSelection& wanted,
                                         model::CaptureShard& shard)
    : wanted_(wanted, "       \""), shard_(shard), texts_(shard) {}

ConsoleRecordReader::Records ConsoleRecordReader::read(std::string_view text,
                                                       std::uint64_t offset) {
  mark(text, offset);
  Records records;
  JsonCursor at(marked_, marks_, static_cast<std::size_t>(offset - marked_offset_));
  const std::size_t start = at.position();
  while (read_record(at)) {
    records.bytes = at.position() - start;
    ++records.spans;
  }
  return records;
}

// Marks are kept while the text behind `offset` is still what they speak of.
void ConsoleRecordReader::mark(std::string_view text, std::uint64_t offset) {
  const std::uint64_t ahead = offset - marked_offset_;
  const bool is_known =
      offset >= marked_offset_ && ahead < marked_.size() && marked_.data() + ahead == text.data();
  if (is_known) return;
  const std::size_t size = marks_.mark_ascii(text);
  marked_ = text.substr(0, size);
  marked_offset_ = offset;
}

bool ConsoleRecordReader::read_record(JsonCursor& at) {
  model::Span span;
  attributes_.clear();
  unescaped_.clear();
  if (!read_head(at, span) || !read_attributes(at) || !read_tail(at, span)) return false;
  span.source = source_;
  shard_.add_span(span, attributes_);
  return true;
}

bool ConsoleRecordReader::read_head(JsonCursor& at, model::Span& span) {
  std::string_view name;
  if (!at.take("{\n    \"name\": \"") || !take_text(at, unescaped_, name)) return false;
  span.name = texts_.intern(name);
  if (!at.take(",\n    \"context\": {\n        \"trace_id\": \"0x") || !take_id(at, span.trace)) {
    return false;
  }
  if (!at.take(",\n        \"span_id\": \"0x") || !take_id(at, span.id)) return false;
  if (at.take(",\n        \"trace_state\": \"") && !at.skip_string_rest()) return false;
  if (!at.take("\n    },\n    \"kind\": \"SpanKind.") || !take_kind(at, span.kind)) return false;
  if (!at.take(",\n    \"parent_id\": ") || !take_parent(at, span.parent)) return false;
  if (!at.take(",\n    \"start_time\": \"") || !times_.take(at, span.start)) return false;
  if (!at.take(",\n    \"end_time\": \"") || !times_.take(at, span.end)) return false;
  return read_status(at, span);
}

bool ConsoleRecordReader::read_status(JsonCursor& at, model::Span& span) {
  if (!at.take(",\n    \"status\": {\n        \"status_code\": \"")) return false;
  if (at.take("OK\"")) {
    span.status = model::StatusCode::Ok;
  } else if (at.take("ERROR\"")) {
    span.status = model::StatusCode::Error;
  } else if (!at.take("UNSET\"")) {
    return false;
  }
  if (at.take(",\n        \"description\": \"") && !at.skip_string_rest()) return false;
  return at.take("\n    }");
}

bool ConsoleRecordReader::read_attributes(JsonCursor& at) {
  if (!at.take(",\n    \"attributes\": {")) return false;
  if (at.take('}')) return true;
  do {
    std::string_view key;
    if (!at.take("\n        \"") || !at.take_string_rest(key) || !at.take(": ")) return false;
    if (at.peek() <= ' ') return false;
    const bool is_structure = at.peek() == '{' || at.peek() == '[';
    if (is_structure && JsonCursor::tells_of_record(key.data())) return false;
    const model::AttributeKey wanted = wanted_.find(key);
    if (at.has_escape(key) || !(wanted ? read_value(at, wanted) : at.skip_value())) return false;
  } while (at.take(','));
  return at.take("\n    }");
}

bool ConsoleRecordReader::read_value(JsonCursor& at, model::AttributeKey key) {
  std::string_view text;
  model::ValueKind kind = model::ValueKind::Text;
  const char* start = at.here();
  if (at.take('"')) {
    if (!take_text(at, unescaped_, text)) return false;
  } else if (at.peek() == '{' || at.peek() == '[') {
    kind = model::ValueKind::Other;
    if (!at.skip_value()) return false;
    text = at.since(start);
  } else if (at.take("true") || at.take("false")) {
    kind = model::ValueKind::Bool;
    text = at.since(start);
  } else {
    kind = model::ValueKind::Number;
    if (!at.take_number(text)) return false;
  }
  attributes_.push_back(shard_.attribute(key, text, kind));
  return true;
}

bool ConsoleRecordReader::read_tail(JsonCursor& at, model::Span& span) {
  if (!at.take(",\n    \"events\": ") || !skip_list(at)) return false;
  if (!at.take(",\n    \"links\": ") || !skip_list(at)) return false;
  if (!at.take(",\n    \"resource\": ") || !read_resource(at, span.resource)) return false;
  return at.take("\n}\n") && !at.is_past_end();
}

bool ConsoleRecordReader::read_resource(JsonCursor& at, model::ResourceIndex& resource) {
  constexpr std::size_t kMost = 64;
  constexpr std::size_t kLongest = std::size_t{1} << 14;
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    const KnownResource& known = resources_[(last_resource_ + i) % resources_.size()];
    if (!at.take_bytes(known.bytes)) continue;
    last_resource_ = (last_resource_ + i) % resources_.size();
    resource = known.number;
    return true;
  }
  const char* start = at.here();
  if (!read_new_resource(at, resource)) return false;
  if (at.since(start).size() > kLongest) return true;
  if (resources_.size() == kMost) resources_.clear();
  last_resource_ = resources_.size();
  resources_.push_back({std::string(at.since(start)), resource});
  return true;
}

bool ConsoleRecordReader::read_new_resource(JsonCursor& at, model::ResourceIndex& resource) {
  if (!at.take("{\n        \"attributes\": {")) return false;
  std::string_view service;
  std::string_view instance;
  std::vector<model::DraftAttribute> attributes;
  if (!at.take('}')) {
    do {
      std::string_view key;
      std::string_view text;
      if (!at.take("\n            \"") || !at.take_string_rest(key) || at.has_escape(key))
        return false;
      if (!at.take(": \"") || !take_text(at, unescaped_, text)) return false;
      if (key == "service.name") service = text;
      if (key == "service.instance.id") instance = text;
      const model::AttributeKey number = wanted_.find(key);
      if (number) attributes.push_back({number, text, model::ValueKind::Text});
    } while (at.take(','));
    if (!at.take("\n        }")) return false;
  }
  if (!at.take(",\n        \"schema_url\": \"") || !at.skip_string_rest()) return false;
  resource = shard_.add_resource(service, instance, attributes);
  return at.take("\n    }");
}

}  // namespace trace_cost::input
