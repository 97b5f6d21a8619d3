#include "input/cpp_ostream.h"

#include <array>
#include <cstdint>

#include "input/span_fields.h"
#include "input/text_lines.h"

namespace trace_cost::input {

namespace {

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

model::SpanKind kind_of(const Scalar& text, SpanBatch& batch) {
  constexpr std::array<std::string_view, 5> kNames{"Internal", "Server", "Client", "Producer",
                                                   "Consumer"};
  for (std::uint8_t i = 0; i < kNames.size(); ++i) {
    if (text.text == kNames[i]) return static_cast<model::SpanKind>(i + 1);
  }
  report_field("span kind", text, "Server or the like", batch);
  return model::SpanKind::Unspecified;
}

model::StatusCode status_of(std::string_view text) {
  if (text == "Error") return model::StatusCode::Error;
  return text == "Ok" ? model::StatusCode::Ok : model::StatusCode::Unset;
}

model::Instant end_of(model::Instant start, const Scalar& duration, SpanBatch& batch) {
  if (duration.text == "0" || start == model::kUnknownInstant) return start;
  const model::Instant length = unix_nanos_of(duration, "duration", batch);
  if (length == model::kUnknownInstant) return length;
  const model::Nanos end =
      model::saturating_sum(start.time_since_epoch(), length.time_since_epoch());
  return model::Instant{end} <= model::kLatest ? model::Instant{end} : model::kUnknownInstant;
}

class BlockReader {
 public:
  explicit BlockReader(SpanBatch& batch) : batch_(batch), span_(batch.begin_span()) {
    batch.begin_resource();
  }
  // False when the block lacks its ids.
  bool read(std::string_view block);

 private:
  enum class Section : std::uint8_t { Fields, Attributes, Resource, Other };

  bool begin_section(std::string_view line);
  void read_field(const TextField& field);
  void read_attribute(std::string_view line);

  SpanBatch& batch_;
  model::Span& span_;
  Section section_ = Section::Fields;
  std::string_view open_;  // the key of the wanted attribute on the line before
  bool has_trace_ = false;
  bool has_id_ = false;
};

bool BlockReader::read(std::string_view block) {
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
  return has_trace_ && has_id_;
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
    has_trace_ = true;
  } else if (field.key == "span_id") {
    span_.id = span_id_of(value, field.key, batch_);
    has_id_ = true;
  } else if (field.key == "parent_span_id") {
    read_parent_id(value, field.key, span_, batch_);
  } else if (field.key == "start") {
    span_.start = unix_nanos_of(value, field.key, batch_);
  } else if (field.key == "duration") {
    span_.end = end_of(span_.start, value, batch_);
  } else if (field.key == "span kind") {
    span_.kind = kind_of(value, batch_);
  } else if (field.key == "status") {
    span_.status = status_of(field.value);
  }
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

TextRecords::Verdict decode(std::string_view block, Carried& /*carried*/, SpanBatch& batch) {
  using Verdict = TextRecords::Verdict;
  const bool has_ids = BlockReader(batch).read(block);
  return has_ids ? Verdict::spans() : Verdict::damaged("a span without its ids");
}

}  // namespace

const Format kCppOstream{
    "cpp-ostream",
    "C++ SDK OStreamSpanExporter",
    {},
    {'{', begins, measure, decode},
};

}  // namespace trace_cost::input
