#include "input/rust_stdout.h"

#include <array>
#include <cstdint>
#include <string>

#include "input/json_unescape.h"
#include "input/span_fields.h"
#include "input/text_lines.h"

namespace trace_cost::input {

namespace {

using Verdict = TextRecords::Verdict;

constexpr std::string_view kSpan = "Span #";
constexpr std::string_view kBatch = "Spans";
constexpr std::string_view kResource = "Resource";

bool is_first_line(std::string_view line) {
  return line.starts_with(kSpan) || line == kBatch || line == kResource;
}

bool begins(std::string_view text) {
  TextLines lines(text);
  const auto first = lines.next();
  const auto second = lines.next();
  if (!first || !second) return false;
  if (*first == kBatch) return *second == kResource || second->starts_with(kSpan);
  if (*first == kResource) return second->starts_with("\t");
  return first->starts_with(kSpan) && second->starts_with("\t") &&
         second->find("Instrumentation") != std::string_view::npos;
}

// Up to the last line with a tab before the next block. Others in between belong to nobody.
Extent measure(std::string_view text, bool at_end) {
  constexpr std::size_t kStrayLines = 256;
  TextLines lines(text);
  std::size_t own = 0;
  std::size_t stray = 0;
  bool goes_on = true;  // "Resource" behind "Spans"
  while (const auto line = lines.next()) {
    if (!lines.is_whole() && !at_end) return {};
    const bool is_own = line->starts_with('\t') || own == 0 || (goes_on && *line == kResource);
    if (!is_own && (is_first_line(*line) || ++stray > kStrayLines)) {
      return {Extent::State::Whole, own};
    }
    if (is_own && !lines.is_whole()) return {};
    if (is_own) own = lines.end();
    goes_on = own == lines.end() && *line == kBatch;
  }
  return at_end ? Extent{Extent::State::Whole, own} : Extent{};
}

// Strips what Rust's Debug puts around a value: String(Owned("v")), I64(1), Bool(true).
Scalar unwrapped(std::string_view text, SpanBatch& batch) {
  using model::ValueKind;
  const bool is_list = text.starts_with("Array(");
  if (is_list) return {text, ValueKind::Other};
  const bool is_bool = text.starts_with("Bool(");
  bool is_wrapped = false;
  for (std::size_t open = text.find('('); text.ends_with(')') && open < text.find('"');
       open = text.find('(')) {
    text = text.substr(open + 1, text.size() - open - 2);
    is_wrapped = true;
  }
  if (text.starts_with('"')) {
    return {batch.keep(unescape_leniently(text, Escapes::JavaScript)), ValueKind::Text};
  }
  if (!is_wrapped) return untyped_scalar(text);
  return {text, is_bool ? ValueKind::Bool : ValueKind::Number};
}

// "\t\t ->  key: value" -> "key", "value".
std::optional<TextField> listed(std::string_view line, std::string_view colon) {
  line = trimmed(line);
  if (line.starts_with("->")) line.remove_prefix(2);
  return text_field(line, colon);
}

class BlockReader {
 public:
  explicit BlockReader(SpanBatch& batch) : batch_(batch), span_(batch.begin_span()) {
    batch.begin_resource();
  }
  Verdict read(std::string_view block, std::string_view resource);

 private:
  enum class Section : std::uint8_t { Fields, Attributes, Other };
  // Of which every record has one.
  enum class Member : std::uint8_t { Trace, Id, Start, End };

  void read_resource(std::string_view resource);
  void read_line(std::string_view line);
  void read_field(const TextField& field);
  void read_times(std::string_view key, const Scalar& value);
  void read_attribute(const TextField& field);

  void saw(Member member) { ++seen_[static_cast<std::size_t>(member)]; }

  SpanBatch& batch_;
  model::Span& span_;
  Section section_ = Section::Fields;
  std::array<int, 4> seen_{};
};

Verdict BlockReader::read(std::string_view block, std::string_view resource) {
  read_resource(resource);
  TextLines lines(block);
  while (const auto line = lines.next()) {
    if (line->starts_with('\t')) read_line(line->substr(1));
  }
  batch_.assign_resource();
  for (const int times : seen_) {
    if (times == 0) return Verdict::damaged("a span without its ids or times");
    if (times > 1) return Verdict::damaged("a record with two fields of one name");
  }
  return Verdict::spans();
}

void BlockReader::read_resource(std::string_view resource) {
  TextLines lines(resource);
  while (const auto line = lines.next()) {
    const auto field = listed(*line, "=");
    if (!field) continue;
    const Scalar value = unwrapped(field->value, batch_);
    batch_.resource_attribute(field->key, value.text, value.kind);
  }
}

// `line` is without its first tab. The scope's lines have two and stand before the fields.
void BlockReader::read_line(std::string_view line) {
  const std::string_view heading = trimmed(line);
  if (heading == "Events:" || heading == "Links:") section_ = Section::Other;
  if (section_ == Section::Other) return;
  if (heading == "Attributes:") {
    section_ = Section::Attributes;
  } else if (!line.starts_with('\t')) {
    const auto field = text_field(line);
    if (field && section_ == Section::Fields) read_field(*field);
  } else if (section_ == Section::Attributes) {
    const auto field = listed(line, ": ");
    if (field) read_attribute(*field);
  }
}

void BlockReader::read_field(const TextField& field) {
  const Scalar value{field.value, model::ValueKind::Text};
  if (field.key == "Name") {
    const bool is_quoted = field.value.size() > 1 && field.value.starts_with('"');
    batch_.name(is_quoted ? unwrapped(field.value, batch_).text : field.value);
  } else if (field.key == "TraceId") {
    span_.trace = trace_id_of(value, field.key, batch_);
    saw(Member::Trace);
  } else if (field.key == "SpanId") {
    span_.id = span_id_of(value, field.key, batch_);
    saw(Member::Id);
  } else if (field.key == "ParentSpanId") {
    if (!field.value.starts_with("None")) read_parent_id(value, field.key, span_, batch_);
  } else if (field.key == "Kind") {
    const auto kind = span_kind_named(field.value);
    if (!kind) report_field("Kind", value, "Server or the like", batch_);
    span_.kind = kind.value_or(model::SpanKind::Unspecified);
  } else if (field.key == "Status") {
    const std::string_view name = field.value.substr(0, field.value.find(' '));
    span_.status = status_code_named(name).value_or(model::StatusCode::Unset);
  } else {
    read_times(field.key, value);
  }
}

void BlockReader::read_times(std::string_view key, const Scalar& value) {
  if (key == "Start time") {
    span_.start = utc_time_of(value, key, batch_);
    saw(Member::Start);
  } else if (key == "End time") {
    span_.end = utc_time_of(value, key, batch_);
    saw(Member::End);
  }
}

void BlockReader::read_attribute(const TextField& field) {
  if (!batch_.wants(field.key)) return;
  const Scalar value = unwrapped(field.value, batch_);
  batch_.span_attribute(field.key, value.text, value.kind);
}

Verdict decode(std::string_view block, Carried& carried, SpanBatch& batch) {
  if (block.starts_with(kSpan)) return BlockReader(batch).read(block, carried.resource);
  const std::size_t resource = block.find(kResource);
  if (resource != std::string_view::npos) carried.resource = block.substr(resource);
  return Verdict::spans();  // none, that is
}

}  // namespace

const Format kRustStdout{
    "rust-stdout",
    "Rust opentelemetry-stdout",
    {},
    {"SR", "Span", begins, measure, decode},
};

}  // namespace trace_cost::input
