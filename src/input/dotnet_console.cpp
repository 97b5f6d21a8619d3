#include "input/dotnet_console.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "input/span_fields.h"
#include "input/text_lines.h"

namespace trace_cost::input {

namespace {

using Verdict = TextRecords::Verdict;

constexpr std::string_view kPrefix = "Activity.";
constexpr std::string_view kResource = "Resource associated with Activity:";

// The fields that a block begins with: "Activity.TraceId:" or, in old versions, "Activity.Id:".
bool is_first_line(std::string_view line) {
  return line.starts_with("Activity.TraceId:") || line.starts_with("Activity.Id:");
}

bool begins(std::string_view text) { return is_first_line(text); }

// A line at the margin that goes on with a block.
bool is_heading(std::string_view line) {
  constexpr std::array kOthers{std::string_view("StatusCode"),
                               std::string_view("Instrumentation scope ("), kResource};
  if (line.starts_with(kPrefix)) return !is_first_line(line);
  for (const std::string_view other : kOthers) {
    if (line.starts_with(other)) return true;
  }
  return false;
}

bool is_indented(std::string_view line) { return line.starts_with("    "); }

// The block ends at the empty line behind its resource. One without is over where the next begins,
// and whole if an empty line stood behind some line of its own. What stands between lines that are
// certainly its own (the other lines of a tag, or another thread's) belongs to it only when a
// heading follows.
class Measure {
 public:
  // False when the block is over before `line`.
  bool take(std::string_view line, std::size_t end) {
    const bool is_own = own_ == 0 || is_heading(line) || (is_indented(line) && within_);
    if (is_own) {
      own_ = end;
      stray_ = 0;
      within_ = true;
      saw_resource_ = saw_resource_ || line.starts_with(kResource);
      return true;
    }
    if (is_first_line(line) || (line.empty() && saw_resource_)) return false;
    saw_empty_ = saw_empty_ || (line.empty() && stray_ == 0);
    within_ = within_ && !line.empty();
    return ++stray_ <= kStrayLines;
  }
  [[nodiscard]] bool is_whole() const { return saw_resource_ || saw_empty_; }
  // Behind the last line that is the block's own.
  [[nodiscard]] std::size_t own() const { return own_; }

 private:
  static constexpr std::size_t kStrayLines = 256;  // more of them are no tag
  std::size_t own_ = 0;
  std::size_t stray_ = 0;  // lines since own()
  bool within_ = false;    // no empty line since the last heading
  bool saw_empty_ = false;
  bool saw_resource_ = false;
};

Extent measure(std::string_view text, bool at_end) {
  TextLines lines(text);
  Measure block;
  while (const auto line = lines.next()) {
    if (!lines.is_whole() && !at_end) return {};
    if (block.take(*line, lines.end())) continue;
    return {block.is_whole() ? Extent::State::Whole : Extent::State::Torn, block.own()};
  }
  return at_end && block.is_whole() ? Extent{Extent::State::Whole, block.own()} : Extent{};
}

// Takes a number off the front of `text`, and the character `end` behind it.
std::optional<std::int64_t> take_count(std::string_view& text, char end) {
  std::int64_t count = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const auto size = static_cast<std::size_t>(behind - text.data());
  if (error != std::errc{} || count < 0 || size >= text.size() || *behind != end) {
    return std::nullopt;
  }
  text.remove_prefix(size + 1);
  return count;
}

// TimeSpan's "c": [-][d.]hh:mm:ss[.fffffff]; empty when it is none, or longer than 100,000 days.
std::optional<model::Nanos> read_time_span(std::string_view text) {
  constexpr std::int64_t kMostDays = 100'000;
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const bool has_days = text.find('.') < text.find(':');
  const auto days = has_days ? take_count(text, '.') : std::optional<std::int64_t>(0);
  const auto hours = take_count(text, ':');
  const auto minutes = take_count(text, ':');
  if (!days || !hours || !minutes || *days > kMostDays || *hours > 23 || *minutes > 59) {
    return std::nullopt;
  }
  const auto seconds = model::read_length(text, model::TimeUnit::Seconds);
  if (!seconds || *seconds < model::Nanos{0} || *seconds >= std::chrono::minutes(1)) {
    return std::nullopt;
  }
  const model::Nanos length = std::chrono::days(*days) + std::chrono::hours(*hours) +
                              std::chrono::minutes(*minutes) + *seconds;
  return is_negative ? -length : length;
}

class BlockReader {
 public:
  explicit BlockReader(SpanBatch& batch) : batch_(batch), span_(batch.begin_span()) {
    batch.begin_resource();
  }
  Verdict read(std::string_view block);

 private:
  enum class Section : std::uint8_t { Fields, Tags, Resource, Other };
  // Of which every record has one.
  enum class Member : std::uint8_t { Trace, Id, Kind, Start, Duration };

  void read_heading(std::string_view line);
  void read_field(std::string_view key, const Scalar& value);
  void read_ids(std::string_view key, const Scalar& value);
  void read_indented(std::string_view line);
  void read_status(std::string_view name);

  void saw(Member member) { ++seen_[static_cast<std::size_t>(member)]; }

  SpanBatch& batch_;
  model::Span& span_;
  Section section_ = Section::Fields;
  std::string_view open_;  // the key of the wanted tag on the line before
  std::optional<model::Nanos> duration_;
  std::array<int, 5> seen_{};
};

Verdict BlockReader::read(std::string_view block) {
  TextLines lines(block);
  while (const auto line = lines.next()) {
    if (is_heading(*line) || is_first_line(*line)) {
      read_heading(*line);
      open_ = {};
    } else if (is_indented(*line)) {
      read_indented(*line);
    } else if (!open_.empty()) {
      report_open_value(open_, batch_);
      open_ = {};
    }
  }
  end_after(duration_, span_, batch_);
  batch_.assign_resource();
  for (const int times : seen_) {
    if (times == 0) return Verdict::damaged("a span without its ids, kind or times");
    if (times > 1) return Verdict::damaged("a record with two fields of one name");
  }
  return Verdict::spans();
}

void BlockReader::read_heading(std::string_view line) {
  section_ = line.starts_with(kResource) ? Section::Resource : Section::Other;
  const auto field = text_field(line);
  if (!field) return;
  if (field->key == "StatusCode") return read_status(field->value);
  if (!field->key.starts_with(kPrefix)) return;
  const std::string_view key = field->key.substr(kPrefix.size());
  if (key == "Tags" || key == "TagObjects") section_ = Section::Tags;
  read_field(key, {field->value, model::ValueKind::Text});
}

void BlockReader::read_field(std::string_view key, const Scalar& value) {
  if (key == "DisplayName") {
    batch_.name(value.text);
  } else if (key == "Kind") {
    saw(Member::Kind);
    const auto kind = span_kind_named(value.text);
    if (!kind) report_field("Activity.Kind", value, "Server or the like", batch_);
    span_.kind = kind.value_or(model::SpanKind::Unspecified);
  } else if (key == "StartTime") {
    saw(Member::Start);
    span_.start = rfc3339_of(value, "Activity.StartTime", batch_);
  } else if (key == "Duration") {
    saw(Member::Duration);
    duration_ = read_time_span(value.text);
    if (!duration_) report_field("Activity.Duration", value, "[d.]hh:mm:ss.fffffff", batch_);
  } else {
    read_ids(key, value);
  }
}

// Ids of their own, or together as in the header traceparent: "00-TRACE-SPAN-01".
void BlockReader::read_ids(std::string_view key, const Scalar& value) {
  constexpr std::size_t kTraceAt = 3;
  constexpr std::size_t kSpanAt = 36;
  const auto part = [&value](std::size_t begin, std::size_t size) {
    const bool is_there = value.text.size() > begin + size && value.text[begin - 1] == '-';
    return is_there ? Scalar{value.text.substr(begin, size), value.kind} : value;
  };
  if (key == "TraceId" || key == "Id") {
    span_.trace = trace_id_of(key == "Id" ? part(kTraceAt, 32) : value, key, batch_);
    saw(Member::Trace);
  }
  if (key == "SpanId" || key == "Id") {
    span_.id = span_id_of(key == "Id" ? part(kSpanAt, 16) : value, key, batch_);
    saw(Member::Id);
  }
  if (key == "ParentSpanId") read_parent_id(value, key, span_, batch_);
  if (key == "ParentId") read_parent_id(part(kSpanAt, 16), key, span_, batch_);
}

// Eight blanks: an event's or a link's attribute. "    StatusCode: Error" stands where tags do.
void BlockReader::read_indented(std::string_view line) {
  open_ = {};
  const auto spaced = text_field(line, ": ");
  const auto field = spaced ? spaced : text_field(line);
  if (!field) return;
  if (section_ == Section::Tags) {
    const Scalar value{field->value, model::ValueKind::Text};
    if (field->key == "StatusCode") return read_status(field->value);
    if (field->key == "otel.status_code") read_status_attribute(field->key, value, span_);
    if (!batch_.wants(field->key)) return;
    batch_.span_attribute(field->key, value.text, value.kind);
    open_ = field->key;
  } else if (section_ == Section::Resource) {
    batch_.resource_attribute(field->key, field->value, model::ValueKind::Text);
  }
}

void BlockReader::read_status(std::string_view name) {
  span_.status = status_code_named(name).value_or(span_.status);
}

Verdict decode(std::string_view block, Carried& /*carried*/, SpanBatch& batch) {
  return BlockReader(batch).read(block);
}

}  // namespace

const Format kDotnetConsole{
    "dotnet-console",
    ".NET ConsoleActivityExporter",
    {},
    {"A", kPrefix, begins, measure, decode},
};

}  // namespace trace_cost::input
