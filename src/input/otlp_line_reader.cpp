#include "input/otlp_line_reader.h"

#include <algorithm>
#include <optional>
#include <span>

#include "input/cursor_values.h"
#include "input/fixed_digits.h"

namespace trace_cost::input {

namespace {

// Members that may stand in a span once, as SeenMembers numbers them.
constexpr unsigned kTraceId = 0;
constexpr unsigned kSpanId = 1;
constexpr unsigned kParent = 2;
constexpr unsigned kFlags = 3;
constexpr unsigned kName = 4;
constexpr unsigned kKind = 5;
constexpr unsigned kStart = 6;
constexpr unsigned kEnd = 7;
constexpr unsigned kAttributes = 8;
constexpr unsigned kStatus = 9;
constexpr unsigned kTraceState = 10;
constexpr unsigned kEvents = 11;
constexpr unsigned kLinks = 12;

bool take_parent(JsonCursor& at, model::Span& span) {
  return at.take('"') || take_id(at, span.parent);
}

// 19 digits, as all times from 2001 to 2262 have, between quotes.
bool take_time(JsonCursor& at, model::Instant& instant) {
  const char* digits = at.here();
  std::uint64_t nanos = 0;
  if (!read_decimal_words(digits, nanos)) return false;
  for (int i = 16; i < 19; ++i) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    nanos = nanos * 10 + static_cast<std::uint64_t>(digits[i] - '0');
  }
  at.skip(19);
  constexpr auto kEarliest = std::uint64_t{1'000'000'000'000'000'000};
  if (nanos < kEarliest || nanos > std::uint64_t(model::kLatest.time_since_epoch().count())) {
    return false;
  }
  instant = model::Instant{model::Nanos{static_cast<std::int64_t>(nanos)}};
  return at.take('"');
}

// One digit, up to `largest`.
template <typename Enumerator>
bool take_enumerator(JsonCursor& at, Enumerator largest, Enumerator& value) {
  const char digit = at.peek();
  if (digit < '0' || digit > '0' + static_cast<char>(largest)) return false;
  value = static_cast<Enumerator>(digit - '0');
  at.skip(1);
  return at.peek() == ',' || at.peek() == '}';
}

bool take_flags(JsonCursor& at, model::ParentPlace& place) {
  constexpr std::uint32_t kKnown = 0x100;
  constexpr std::uint32_t kRemote = 0x200;
  std::uint32_t bits = 0;
  int digits = 0;
  for (; digits < 9 && at.peek() >= '0' && at.peek() <= '9'; ++digits, at.skip(1)) {
    bits = bits * 10 + static_cast<std::uint32_t>(at.peek() - '0');
  }
  if ((bits & kKnown) != 0) {
    place = (bits & kRemote) != 0 ? model::ParentPlace::Remote : model::ParentPlace::Local;
  }
  return digits > 0 && (at.peek() == ',' || at.peek() == '}');
}

bool take_status(JsonCursor& at, model::StatusCode& code) {
  SeenMembers seen;
  if (at.take('}')) return true;
  do {
    if (at.take("\"code\":")) {
      if (!seen.first_time(0) || !take_enumerator(at, model::StatusCode::Error, code)) return false;
    } else if (at.take("\"message\":\"")) {
      if (!at.skip_string_rest()) return false;
    } else {
      return false;
    }
  } while (at.take(','));
  return at.take('}');
}

// Spares CaptureShard the work for the few attributes that spans have. Equal keys stay in order.
void sort_by_key(std::span<model::Attribute> attributes) {
  constexpr std::size_t kFew = 16;
  for (std::size_t i = 1; i < std::min(attributes.size(), kFew); ++i) {
    const model::Attribute moved = attributes[i];
    std::size_t to = i;
    for (; to > 0 && moved.key() < attributes[to - 1].key(); --to) {
      attributes[to] = attributes[to - 1];
    }
    attributes[to] = moved;
  }
}

// What an AnyValue names as its type in its one key, up to where the value begins; empty for lists,
// maps and anything else. Integers come as text and are numbers all the same.
std::optional<ValueShape> take_shape(JsonCursor& at) {
  if (at.take("\"stringValue\":\"")) return ValueShape::Text;
  if (at.take("\"boolValue\":true")) return ValueShape::True;
  if (at.take("\"boolValue\":false")) return ValueShape::False;
  if (!at.take("\"intValue\":") && !at.take("\"doubleValue\":")) return std::nullopt;
  return at.take('"') ? ValueShape::QuotedNumber : ValueShape::Number;
}

bool skip_shaped(JsonCursor& at, ValueShape shape) {
  if (ends_with_quote(shape)) return at.skip_string_rest();
  std::string_view ignored;
  return shape != ValueShape::Number || at.take_number(ignored);
}

// With the readable bytes around it that InternCache wants.
std::string_view text_of(bool truth) {
  constexpr std::string_view kTexts = "        true        false        ";
  return truth ? kTexts.substr(8, 4) : kTexts.substr(20, 5);
}

// Lists and maps, as they are written.
bool take_structure(JsonCursor& at, std::string_view& raw) {
  if (!at.take("\"arrayValue\":") && !at.take("\"kvlistValue\":")) return false;
  const char* start = at.here();
  if (*start != '{' || !at.skip_value()) return false;
  raw = at.since(start);
  return true;
}

bool skip_count(JsonCursor& at) {
  std::string_view digits;
  return at.take_number(digits);
}

}  // namespace

OtlpLineReader::OtlpLineReader(const model::AttributeSelection& wanted, model::CaptureShard& shard)
    : wanted_(wanted, "{\"key\":\""), shard_(shard), texts_(shard) {}

OtlpLineReader::Line OtlpLineReader::read(std::string_view text) {
  const std::optional<std::size_t> size = marks_.mark_line(text);
  if (!size) return {};
  spans_.clear();
  attributes_.clear();
  unescaped_.clear();
  JsonCursor at(text.substr(0, *size), marks_);
  if (!read_line(at)) return {};
  for (const model::Span& span : spans_) {
    shard_.add_span(span,
                    std::span(attributes_).subspan(span.attributes.first, span.attributes.count));
  }
  const std::size_t line_end = text[*size] == '\r' ? 2 : 1;
  return {*size + line_end, line_end, spans_.size()};
}

bool OtlpLineReader::read_line(JsonCursor& at) {
  if (!at.take("{\"resourceSpans\":[")) return false;
  if (at.peek() != ']') {
    do {
      if (!read_resource_spans(at)) return false;
    } while (at.take(','));
  }
  return at.take("]}") && at.at_end();
}

bool OtlpLineReader::read_resource_spans(JsonCursor& at) {
  const std::size_t first = spans_.size();
  SeenMembers seen;
  model::ResourceIndex resource;
  if (!at.take('{')) return false;
  do {
    if (at.take("\"resource\":")) {
      if (!seen.first_time(0) || !read_resource(at, resource)) return false;
    } else if (at.take("\"scopeSpans\":[")) {
      if (!seen.first_time(1) || !read_scope_spans(at)) return false;
    } else if (at.take("\"schemaUrl\":\"")) {
      if (!at.skip_string_rest()) return false;
    } else {
      return false;
    }
  } while (at.take(','));
  if (!seen.has(0) || !at.take('}')) return false;
  for (std::size_t i = first; i < spans_.size(); ++i) spans_[i].resource = resource;
  return true;
}

bool OtlpLineReader::read_resource(JsonCursor& at, model::ResourceIndex& resource) {
  constexpr std::size_t kMost = 1024;
  constexpr std::size_t kLongest = std::size_t{1} << 14;
  JsonCursor again = at;
  const char* start = at.here();
  if (!at.skip_value()) return false;
  if (at.since(start).size() > kLongest) return read_new_resource(again, resource);
  const std::string bytes(at.since(start));
  const auto known = resources_.find(bytes);
  if (known != resources_.end()) {
    resource = known->second;
    return true;
  }
  if (!read_new_resource(again, resource)) return false;
  if (resources_.size() == kMost) resources_.clear();
  resources_.emplace(bytes, resource);
  return true;
}

bool OtlpLineReader::read_new_resource(JsonCursor& at, model::ResourceIndex& resource) {
  if (at.take("{}")) {
    resource = shard_.add_resource({}, {}, {});
    return true;
  }
  if (!at.take("{\"attributes\":[")) return false;
  Resource found;
  if (!at.take(']')) {
    do {
      if (!read_resource_attribute(at, found)) return false;
    } while (at.take(','));
    if (!at.take(']')) return false;
  }
  if (at.take(",\"droppedAttributesCount\":") && !skip_count(at)) return false;
  if (!at.take('}')) return false;
  resource = shard_.add_resource(found.service, found.instance, found.attributes);
  return true;
}

bool OtlpLineReader::read_resource_attribute(JsonCursor& at, Resource& resource) {
  std::string_view key;
  Value value;
  if (!at.take("{\"key\":\"") || !at.take_string_rest(key) || at.has_escape(key)) return false;
  if (!at.take(",\"value\":") || !read_value(at, value) || !at.take('}')) return false;
  if (key == "service.name") resource.service = value.text;
  if (key == "service.instance.id") resource.instance = value.text;
  const model::AttributeKey number = wanted_.find(key);
  if (number) resource.attributes.push_back({number, value.text, value.kind});
  return true;
}

bool OtlpLineReader::read_scope_spans(JsonCursor& at) {
  if (at.take(']')) return true;
  do {
    if (!read_scope(at)) return false;
  } while (at.take(','));
  return at.take(']');
}

bool OtlpLineReader::read_scope(JsonCursor& at) {
  SeenMembers seen;
  if (!at.take('{')) return false;
  do {
    if (at.take("\"scope\":")) {
      if (!at.skip_value()) return false;
    } else if (at.take("\"spans\":[")) {
      if (!seen.first_time(0) || !read_spans(at)) return false;
    } else if (at.take("\"schemaUrl\":\"")) {
      if (!at.skip_string_rest()) return false;
    } else {
      return false;
    }
  } while (at.take(','));
  return at.take('}');
}

bool OtlpLineReader::read_spans(JsonCursor& at) {
  if (at.take(']')) return true;
  do {
    if (!read_span(at)) return false;
  } while (at.take(','));
  return at.take(']');
}

bool OtlpLineReader::read_span(JsonCursor& at) {
  SeenMembers seen;
  model::Span& span = spans_.emplace_back();
  span.source = source_;
  if (!at.take('{')) return false;
  do {
    if (!read_member(at, span, seen)) return false;
  } while (at.take(','));
  return at.take('}') && seen.has(kTraceId) && seen.has(kSpanId);
}

bool OtlpLineReader::read_member(JsonCursor& at, model::Span& span, SeenMembers& seen) {
  switch (at.here()[1]) {
    case 't':
      if (at.take("\"traceId\":\"")) return seen.first_time(kTraceId) && take_id(at, span.trace);
      return at.take("\"traceState\":\"") && seen.first_time(kTraceState) && at.skip_string_rest();
    case 's':
      if (at.take("\"spanId\":\"")) return seen.first_time(kSpanId) && take_id(at, span.id);
      if (at.take("\"startTimeUnixNano\":\"")) {
        return seen.first_time(kStart) && take_time(at, span.start);
      }
      return at.take("\"status\":{") && seen.first_time(kStatus) && take_status(at, span.status);
    case 'p':
      return at.take("\"parentSpanId\":\"") && seen.first_time(kParent) && take_parent(at, span);
    case 'f':
      return at.take("\"flags\":") && seen.first_time(kFlags) && take_flags(at, span.parent_place);
    case 'n':
      return at.take("\"name\":\"") && seen.first_time(kName) && read_name(at, span);
    case 'k':
      return at.take("\"kind\":") && seen.first_time(kKind) &&
             take_enumerator(at, model::SpanKind::Consumer, span.kind);
    case 'e':
      if (at.take("\"endTimeUnixNano\":\""))
        return seen.first_time(kEnd) && take_time(at, span.end);
      return at.take("\"events\":") && seen.first_time(kEvents) && skip_list(at);
    case 'a':
      return at.take("\"attributes\":[") && seen.first_time(kAttributes) &&
             read_attributes(at, span);
    case 'l':
      return at.take("\"links\":") && seen.first_time(kLinks) && skip_list(at);
    case 'd':
      return (at.take("\"droppedAttributesCount\":") || at.take("\"droppedEventsCount\":") ||
              at.take("\"droppedLinksCount\":")) &&
             skip_count(at);
    default:
      return false;
  }
}

bool OtlpLineReader::read_name(JsonCursor& at, model::Span& span) {
  std::string_view name;
  if (!take_text(at, unescaped_, name)) return false;
  span.name = texts_.intern(name);
  return true;
}

bool OtlpLineReader::read_attributes(JsonCursor& at, model::Span& span) {
  span.attributes.first = static_cast<std::uint32_t>(attributes_.size());
  if (at.take(']')) return true;
  AttributeGuess::Place place(span.name ? span.name.number() : 0);
  do {
    const AttributeGuess::Opening* opening = guess_.match(at.here(), place);
    if (opening == nullptr) {
      if (!read_attribute(at, place)) return false;
      continue;
    }
    at.skip(opening->size);
    const bool good = opening->wanted ? keep_value(at, *opening) : skip_shaped(at, opening->shape);
    if (!good || !at.take("}}")) return false;
  } while (at.take(','));
  span.attributes.count = static_cast<std::uint32_t>(attributes_.size()) - span.attributes.first;
  sort_by_key(std::span(attributes_).subspan(span.attributes.first));
  return at.take(']');
}

// The value of a wanted attribute, whose opening stands before it.
bool OtlpLineReader::keep_value(JsonCursor& at, const AttributeGuess::Opening& opening) {
  Value value;
  if (!read_shaped(at, opening.shape, value)) return false;
  attributes_.push_back(texts_.attribute(opening.wanted, value.text, value.kind));
  return true;
}

// An attribute that was not expected, and will be next time.
bool OtlpLineReader::read_attribute(JsonCursor& at, AttributeGuess::Place& place) {
  const char* start = at.here();
  std::string_view key;
  if (!at.take("{\"key\":\"") || !at.take_string_rest(key) || at.has_escape(key)) return false;
  if (!at.take(",\"value\":{")) return false;
  const model::AttributeKey wanted = wanted_.find(key);
  Value value;
  if (const std::optional<ValueShape> shape = take_shape(at)) {
    guess_.learn(at.since(start), *shape, wanted, place);
    if (!(wanted ? read_shaped(at, *shape, value) : skip_shaped(at, *shape))) return false;
  } else {
    value.kind = model::ValueKind::Other;
    if (!take_structure(at, value.text)) return false;
  }
  if (wanted) attributes_.push_back(texts_.attribute(wanted, value.text, value.kind));
  return at.take("}}");
}

bool OtlpLineReader::read_shaped(JsonCursor& at, ValueShape shape, Value& value) {
  value.kind = model::ValueKind::Number;
  switch (shape) {
    case ValueShape::Text:
      value.kind = model::ValueKind::Text;
      return take_text(at, unescaped_, value.text);
    case ValueShape::QuotedNumber:
      return at.take_string_rest(value.text) && !at.has_escape(value.text);
    case ValueShape::Number:
      return at.take_number(value.text);
    case ValueShape::True:
    case ValueShape::False:
      value = {text_of(shape == ValueShape::True), model::ValueKind::Bool};
  }
  return true;
}

bool OtlpLineReader::read_value(JsonCursor& at, Value& value) {
  if (!at.take('{')) return false;
  if (const std::optional<ValueShape> shape = take_shape(at)) {
    return read_shaped(at, *shape, value) && at.take('}');
  }
  value.kind = model::ValueKind::Other;
  return take_structure(at, value.text) && at.take('}');
}

}  // namespace trace_cost::input
