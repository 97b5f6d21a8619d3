#include "input/cpp_ostream.h"

#include <array>
#include <cstdint>
#include <optional>

#include "input/span_fields.h"
#include "input/text_lines.h"

namespace trace_cost::input {

namespace {

using Verdict = TextRecords::Verdict;

constexpr std::string_view kFirstField = "  name          : ";
constexpr std::string_view kLinks = "  links         : ";

bool is_first_line(std::string_view line) { return line == "{"; }

bool begins(std::string_view text) {
  TextLines lines(text);
  const auto brace = lines.next();
  const auto name = lines.next();
  return brace && name && is_first_line(*brace) && name->starts_with(kFirstField);
}

// A value may hold a line "}". The record's own comes behind its links.
Extent measure(std::string_view text, bool at_end) {
  TextLines lines(text);
  bool saw_links = false;
  std::size_t opened = 0;  // where the last line "{" was
  while (const auto line = lines.next()) {
    if (!lines.is_whole() && !at_end) return {};
    saw_links = saw_links || line->starts_with(kLinks);
    if (*line == "}" && saw_links) return {Extent::State::Whole, lines.begin() + 1};
    const bool begins_another = opened > 0 && line->starts_with(kFirstField);
    if (begins_another) return {Extent::State::Torn, opened};
    opened = is_first_line(*line) ? lines.begin() : 0;
  }
  return {};
}

class BlockReader {
 public:
  explicit BlockReader(SpanBatch& batch) : batch_(batch), span_(batch.begin_span()) {
    batch.begin_resource();
  }
  Verdict read(std::string_view block);

 private:
  enum class Section : std::uint8_t { Fields, Attributes, Resource, Other };
  // Of which every record has one.
  enum class Member : std::uint8_t { Trace, Id, Start, Duration };

  bool begin_section(std::string_view line);
  void read_field(const TextField& field);
  void read_attribute(std::string_view line);
  std::optional<model::Nanos> nanos_of(const Scalar& value);

  void saw(Member member) { ++seen_[static_cast<std::size_t>(member)]; }

  SpanBatch& batch_;
  model::Span& span_;
  Section section_ = Section::Fields;
  std::string_view open_;  // the key of the wanted attribute on the line before
  std::array<int, 4> seen_{};
};

Verdict BlockReader::read(std::string_view block) {
  TextLines lines(block);
  lines.next();  // the brace
  while (const auto line = lines.next()) {
    if (begin_section(*line)) {
      open_ = {};
    } else if (line->starts_with('\t')) {
      read_attribute(line->substr(1));
    } else if (section_ == Section::Fields && line->starts_with("  ")) {
      if (const auto field = text_field(*line)) read_field(*field);
    } else if (!open_.empty() && *line != "}") {
      report_open_value(open_, batch_);
      open_ = {};
    }
  }
  batch_.assign_resource();
  for (const int times : seen_) {
    if (times == 0) return Verdict::damaged("a span without its ids or times");
    if (times > 1) return Verdict::damaged("a record with two fields of one name");
  }
  return Verdict::spans();
}

bool BlockReader::begin_section(std::string_view line) {
  struct Heading {
    std::string_view begin;
    Section section;
  };
  static constexpr std::array kHeadings{Heading{"  attributes    :", Section::Attributes},
                                        Heading{"  events        :", Section::Other},
                                        Heading{"  links         :", Section::Other},
                                        Heading{"  resources     :", Section::Resource},
                                        Heading{"  instr-lib     :", Section::Other}};
  for (const Heading& heading : kHeadings) {
    if (!line.starts_with(heading.begin)) continue;
    section_ = heading.section;
    return true;
  }
  return false;
}

void BlockReader::read_field(const TextField& field) {
  const Scalar value{field.value, model::ValueKind::Text};
  if (field.key == "name") {
    batch_.name(field.value);
  } else if (field.key == "trace_id") {
    span_.trace = trace_id_of(value, field.key, batch_);
    saw(Member::Trace);
  } else if (field.key == "span_id") {
    span_.id = span_id_of(value, field.key, batch_);
    saw(Member::Id);
  } else if (field.key == "parent_span_id") {
    read_parent_id(value, field.key, span_, batch_);
  } else if (field.key == "start") {
    saw(Member::Start);
    span_.start = unix_nanos_of(value, field.key, batch_);
  } else if (field.key == "duration") {
    saw(Member::Duration);
    end_after(nanos_of(value), span_, batch_);
  } else if (field.key == "span kind") {
    const auto kind = span_kind_named(field.value);
    if (!kind) report_field(field.key, value, "Server or the like", batch_);
    span_.kind = kind.value_or(model::SpanKind::Unspecified);
  } else if (field.key == "status") {
    span_.status = status_code_named(field.value).value_or(model::StatusCode::Unset);
  }
}

std::optional<model::Nanos> BlockReader::nanos_of(const Scalar& value) {
  const auto nanos = model::read_unix_nanos(value.text);
  if (!nanos) report_field("duration", value, "nanoseconds", batch_);
  return nanos ? std::optional(nanos->time_since_epoch()) : std::nullopt;
}

void BlockReader::read_attribute(std::string_view line) {
  open_ = {};
  const auto field = text_field(line, ": ");
  if (!field) return;
  const Scalar value = untyped_scalar(field->value);
  if (section_ == Section::Attributes && batch_.wants(field->key)) {
    batch_.span_attribute(field->key, value.text, value.kind);
    open_ = field->key;
  } else if (section_ == Section::Resource) {
    batch_.resource_attribute(field->key, value.text, value.kind);
  }
}

Verdict decode(std::string_view block, Carried& /*carried*/, SpanBatch& batch) {
  return BlockReader(batch).read(block);
}

}  // namespace

const Format kCppOstream{
    "cpp-ostream",
    "C++ SDK OStreamSpanExporter",
    {},
    {"{", {}, begins, measure, decode},
};

}  // namespace trace_cost::input
