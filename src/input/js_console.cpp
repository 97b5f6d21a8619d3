#include "input/js_console.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "input/js_inspect.h"
#include "input/span_fields.h"

namespace trace_cost::input {

namespace {

using TokenKind = InspectToken::Kind;
using Verdict = TextRecords::Verdict;

// One of the two keys that come first, with what they hold: of other objects nothing is read.
bool begins(std::string_view text) {
  constexpr std::size_t kQuotedTraceId = 34;
  const std::size_t first = std::min(text.find_first_not_of(" \r\n\t", 1), text.size());
  const std::string_view key = text.substr(first);
  if (!key.starts_with("traceId") && !key.starts_with("resource")) return false;
  InspectReader reader(text);
  reader.next();
  const InspectToken member = reader.next();
  const InspectToken value = reader.next();
  if (member.raw == "traceId") {
    return value.kind == TokenKind::Text && value.raw.size() == kQuotedTraceId;
  }
  return member.raw == "resource" && value.kind == TokenKind::Object &&
         reader.next().raw == "attributes";
}

Extent measure(std::string_view text, bool /*at_end*/) {
  InspectReader reader(text);
  while (true) {
    switch (reader.next().kind) {
      case TokenKind::Done:
        return {Extent::State::Whole, reader.position()};
      case TokenKind::Torn:
        return {Extent::State::Torn, std::max<std::size_t>(reader.position(), 1)};
      case TokenKind::More:
        return {};
      default:
        break;
    }
  }
}

// The members that are read or tell that this is a span; each stands there once.
enum class Member : std::uint8_t {
  Resource,
  TraceId,
  ParentSpanContext,
  ParentId,
  Name,
  Id,
  Kind,
  Timestamp,
  Duration,
  Attributes,
  Status,
  Events,
};
// In the order of Member.
constexpr std::array<std::string_view, 12> kNames{
    "resource", "traceId",   "parentSpanContext", "parentId",   "name",   "id",
    "kind",     "timestamp", "duration",          "attributes", "status", "events"};

constexpr std::size_t number(Member member) { return static_cast<std::size_t>(member); }

class SpanReader {
 public:
  SpanReader(std::string_view record, SpanBatch& batch)
      : record_(record), reader_(record), batch_(batch), span_(batch.begin_span()) {
    batch.begin_resource();
  }
  Verdict read();

 private:
  enum class Owner : std::uint8_t { Span, Resource };

  [[nodiscard]] bool has(Member member) const { return seen_[number(member)] > 0; }
  [[nodiscard]] Verdict verdict() const;
  void read_member(Member member, const InspectToken& value);
  void read_parent(const InspectToken& value);
  void read_resource(const InspectToken& value);
  void read_attributes(const InspectToken& value, Owner owner);
  void read_attribute(std::string_view key, const InspectToken& value, Owner owner);
  void read_status(const InspectToken& value);
  void read_kind(const Scalar& value);
  void report_cut(std::string_view field, const Scalar& value);
  // Takes the value at `token`, all of it: of structures the text as printed.
  Scalar scalar(std::string_view field, const InspectToken& token);
  // The next key of the object begun last; false behind the last one.
  bool next_key(std::string_view& key);

  std::string_view record_;
  InspectReader reader_;
  SpanBatch& batch_;
  model::Span& span_;
  std::array<std::uint8_t, kNames.size()> seen_{};
  std::optional<model::Nanos> duration_;
};

Verdict SpanReader::read() {
  reader_.next();  // the brace
  std::string_view key;
  while (next_key(key)) {
    const InspectToken value = reader_.next();
    const auto* const found = std::find(kNames.begin(), kNames.end(), key);
    if (found == kNames.end()) {
      reader_.skip(value);
      continue;
    }
    const auto member = static_cast<Member>(found - kNames.begin());
    if (++seen_[number(member)] > 1)
      return Verdict::damaged("a record with two members of one name");
    read_member(member, value);
  }
  end_after(duration_, span_, batch_);
  batch_.assign_resource();
  return verdict();
}

// Log records have a timestamp too, and apps print contexts with a traceId.
Verdict SpanReader::verdict() const {
  const bool is_span = has(Member::Kind) && (has(Member::Timestamp) || has(Member::Duration)) &&
                       (has(Member::Status) || has(Member::Events));
  if (!is_span) return Verdict::no_span();
  if (!has(Member::TraceId) || !has(Member::Id)) return Verdict::damaged("a span without its ids");
  if (!has(Member::Timestamp) || !has(Member::Duration))
    return Verdict::damaged("a span without its times");
  return Verdict::spans();
}

bool SpanReader::next_key(std::string_view& key) {
  InspectToken token = reader_.next();
  while (token.kind == TokenKind::Omitted) token = reader_.next();
  if (token.kind != TokenKind::Key) return false;
  key = inspected_text(token.raw, batch_);
  return true;
}

void SpanReader::read_member(Member member, const InspectToken& value) {
  switch (member) {
    case Member::Resource:
      return read_resource(value);
    case Member::ParentSpanContext:
      return read_parent(value);
    case Member::Attributes:
      return read_attributes(value, Owner::Span);
    case Member::Status:
      return read_status(value);
    case Member::Events:
      reader_.skip(value);
      return;
    default:
      break;
  }
  const std::string_view field = kNames[number(member)];
  const Scalar scalar_value = scalar(field, value);
  if (member == Member::TraceId) span_.trace = trace_id_of(scalar_value, field, batch_);
  if (member == Member::Id) span_.id = span_id_of(scalar_value, field, batch_);
  if (member == Member::ParentId) read_parent_id(scalar_value, field, span_, batch_);
  if (member == Member::Name) batch_.name(name_of(scalar_value, field, batch_));
  if (member == Member::Kind) read_kind(scalar_value);
  if (member == Member::Duration) duration_ = length_of(scalar_value, field, batch_);
  if (member == Member::Timestamp) {
    span_.start = unix_time_of(scalar_value, model::TimeUnit::Microseconds, field, batch_);
  }
}

void SpanReader::read_parent(const InspectToken& value) {
  if (value.kind != TokenKind::Object) {
    reader_.skip(value);
    return;
  }
  span_.parent_place = model::ParentPlace::Local;
  std::string_view key;
  while (next_key(key)) {
    const Scalar member = scalar(key, reader_.next());
    if (key == "spanId") read_parent_id(member, key, span_, batch_);
    if (key == "isRemote" && member.text == "true") {
      span_.parent_place = model::ParentPlace::Remote;
    }
  }
}

void SpanReader::read_resource(const InspectToken& value) {
  if (value.kind != TokenKind::Object) {
    reader_.skip(value);
    return;
  }
  std::string_view key;
  while (next_key(key)) {
    const InspectToken member = reader_.next();
    if (key == "attributes") {
      read_attributes(member, Owner::Resource);
    } else {
      reader_.skip(member);
    }
  }
}

void SpanReader::read_attributes(const InspectToken& value, Owner owner) {
  if (value.kind != TokenKind::Object) {
    report_field("attributes", scalar("attributes", value), "an object", batch_);
    return;
  }
  std::string_view key;
  while (next_key(key)) read_attribute(key, reader_.next(), owner);
}

void SpanReader::read_attribute(std::string_view key, const InspectToken& value, Owner owner) {
  const bool is_service = owner == Owner::Resource && key.starts_with("service.");
  if (!is_service && !batch_.wants(key)) {
    reader_.skip(value);
    return;
  }
  const Scalar taken = scalar(key, value);
  if (value.kind == TokenKind::Elided) return;  // nothing is known of it
  if (owner == Owner::Span) {
    batch_.span_attribute(key, taken.text, taken.kind);
  } else {
    batch_.resource_attribute(key, taken.text, taken.kind);
  }
}

void SpanReader::read_status(const InspectToken& value) {
  if (value.kind != TokenKind::Object) {
    report_field("status", scalar("status", value), "an object", batch_);
    return;
  }
  std::string_view key;
  while (next_key(key)) {
    const InspectToken member = reader_.next();
    reader_.skip(member);
    if (key != "code") continue;
    if (member.raw == "1") span_.status = model::StatusCode::Ok;
    if (member.raw == "2") span_.status = model::StatusCode::Error;
  }
}

void SpanReader::read_kind(const Scalar& value) {
  constexpr std::string_view kKinds = "01234";  // from INTERNAL on
  const std::size_t kind =
      value.text.size() == 1 ? kKinds.find(value.text) : std::string_view::npos;
  if (kind == std::string_view::npos)
    return report_field("kind", value, "a number from 0 to 4", batch_);
  span_.kind = static_cast<model::SpanKind>(kind + 1);
}

Scalar SpanReader::scalar(std::string_view field, const InspectToken& token) {
  using model::ValueKind;
  const bool whole = reader_.skip(token);
  Scalar value{token.raw, ValueKind::Number};
  if (token.kind == TokenKind::Text) {
    value = {inspected_text(token.raw, batch_), ValueKind::Text};
  } else if (token.kind == TokenKind::Object || token.kind == TokenKind::List) {
    const auto begin = static_cast<std::size_t>(token.raw.data() - record_.data());
    value = {record_.substr(begin, reader_.position() - begin), ValueKind::Other};
  } else if (token.kind == TokenKind::Elided) {
    value.kind = ValueKind::Other;
  } else if (token.raw == "undefined" || token.raw == "null") {
    value = {"null", ValueKind::Null};
  } else if (token.raw == "true" || token.raw == "false") {
    value.kind = ValueKind::Bool;
  }
  if (!whole) report_cut(field, value);
  return value;
}

void SpanReader::report_cut(std::string_view field, const Scalar& value) {
  constexpr std::size_t kShown = 40;
  const std::string_view shown = value.text.substr(0, value.text.find('\n')).substr(0, kShown);
  batch_.fault(base::DiagnosticCode::BadField,
               fmt::format("the exporter did not print all of {}: \"{}\"", field, shown));
}

Verdict decode(std::string_view record, Carried& /*carried*/, SpanBatch& batch) {
  return SpanReader(record, batch).read();
}

}  // namespace

const Format kJsConsole{
    "js-console",
    "JavaScript SDK ConsoleSpanExporter (what console.dir prints)",
    {},
    {"{", {}, begins, measure, decode},
};

}  // namespace trace_cost::input
