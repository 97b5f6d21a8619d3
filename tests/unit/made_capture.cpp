#include "made_capture.h"

#include <algorithm>
#include <stdexcept>

#include "base/decimal.h"

namespace trace_cost::made {

namespace {

constexpr int kMsScale = 6;  // milliseconds with six digits are nanoseconds

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string_view take_word(std::string_view& line) {
  line = trimmed(line);
  const std::string_view word = line.substr(0, std::min(line.find(' '), line.size()));
  line.remove_prefix(word.size());
  return word;
}

// What stands before `mark`; `text` keeps what stands behind it. All of it when there is none.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + mark.size());
  return before;
}

[[noreturn]] void refuse(std::string_view what, std::string_view text) {
  throw std::invalid_argument("made_capture: " + std::string(what) + ": " + std::string(text));
}

model::Instant instant_of(std::string_view text) {
  if (text == "?") return model::kUnknownInstant;
  const auto ms_read = base::read_decimal(text, kMsScale, base::Int128{1} << 62);
  if (!ms_read.value) refuse("no time", text);
  return kBeginning + model::Nanos{static_cast<std::int64_t>(ms_read.value->units)};
}

void read_kind(std::string_view word, MadeSpan& span) {
  if (word.ends_with('!')) {
    span.status = model::StatusCode::Error;
    word.remove_suffix(1);
  }
  if (word == "SERVER") {
    span.kind = model::SpanKind::Server;
  } else if (word == "CLIENT") {
    span.kind = model::SpanKind::Client;
  } else if (word == "PRODUCER") {
    span.kind = model::SpanKind::Producer;
  } else if (word == "CONSUMER") {
    span.kind = model::SpanKind::Consumer;
  } else if (word != "INTERNAL") {
    refuse("no kind", word);
  }
}

MadeAttribute attribute_of(std::string_view text) {
  const std::string_view key = take_until(text, "=");
  MadeAttribute attribute{std::string(key), std::string(text)};
  if (text.starts_with('"')) {
    attribute.text = text.substr(1, text.size() - 2);
  } else if (text == "null") {
    attribute.kind = model::ValueKind::Null;
  } else if (text == "true" || text == "false") {
    attribute.kind = model::ValueKind::Bool;
  } else if (text.starts_with('[') || text.starts_with('{')) {
    attribute.kind = model::ValueKind::Other;
  } else if (const auto number = base::read_decimal(text, 0, 1);
             number.value || number.fault != base::DecimalFault::NotANumber) {
    attribute.kind = model::ValueKind::Number;
  }
  return attribute;
}

void read_ids(std::string_view ids, MadeSpan& span) {
  span.trace = take_until(ids, "/");
  span.id = take_until(ids, "<");
  if (ids.starts_with("remote:")) span.parent_place = model::ParentPlace::Remote;
  if (ids.starts_with("local:")) span.parent_place = model::ParentPlace::Local;
  if (span.parent_place != model::ParentPlace::Unknown) take_until(ids, ":");
  span.parent = ids;
}

MadeSpan span_of(std::string_view line) {
  MadeSpan span;
  read_ids(take_word(line), span);
  std::string_view service = take_word(line);
  span.service = take_until(service, "@");
  span.instance = service;
  if (span.service == "-") span.service.clear();
  read_kind(take_word(line), span);
  std::string_view times = take_word(line);
  span.start = instant_of(take_until(times, ".."));
  span.end = instant_of(times);
  span.name = trimmed(take_until(line, " | "));
  while (!line.empty()) span.attributes.push_back(attribute_of(trimmed(take_until(line, ", "))));
  return span;
}

template <std::size_t kBytes>
model::HexId<kBytes> id_from(std::string_view letters) {
  model::HexId<kBytes> id;
  if (letters == "-") return id;
  if (letters.size() > 8) refuse("longer than 8", letters);
  std::copy(letters.begin(), letters.end(),
            id.bytes.end() - static_cast<std::ptrdiff_t>(letters.size()));
  return id;
}

template <std::size_t kBytes>
std::string letters_of(const model::HexId<kBytes>& id) {
  if (!id.is_valid()) return "-";
  const auto first =
      std::find_if(id.bytes.begin(), id.bytes.end(), [](std::uint8_t byte) { return byte != 0; });
  return {first, id.bytes.end()};
}

void add(const MadeSpan& made, model::SourceIndex source,
         const model::AttributeSelection& selection, model::Capture& capture) {
  std::vector<model::DraftAttribute> attributes;
  for (const MadeAttribute& attribute : made.attributes) {
    const model::AttributeKey key = selection.find(attribute.key);
    if (key) attributes.push_back({key, attribute.text, attribute.kind});
  }
  model::DraftSpan draft;
  draft.span.trace = id_from<16>(made.trace);
  draft.span.id = id_from<8>(made.id);
  draft.span.parent = id_from<8>(made.parent);
  draft.span.start = made.start;
  draft.span.end = made.end;
  draft.span.kind = made.kind;
  draft.span.status = made.status;
  draft.span.parent_place = made.parent_place;
  draft.name = made.name;
  draft.attributes = attributes;
  capture.add_span(draft, capture.add_resource(made.service, made.instance, {}), source);
}

}  // namespace

model::Nanos ms(std::int64_t count) { return model::Nanos{count * 1'000'000}; }
model::Instant at_ms(std::int64_t count) { return kBeginning + ms(count); }
std::string in_ms(model::Nanos length) { return base::plain_decimal(length.count(), kMsScale); }

std::vector<MadeSpan> read_story(std::string_view story) {
  std::vector<MadeSpan> spans;
  while (!story.empty()) {
    const std::string_view line = trimmed(take_until(story, "\n"));
    if (!line.empty() && line.front() != '#') spans.push_back(span_of(line));
  }
  return spans;
}

MadeCapture::MadeCapture(std::string_view story, const model::AttributeSelection& selection)
    : MadeCapture(read_story(story), selection) {}

MadeCapture::MadeCapture(const std::vector<MadeSpan>& spans,
                         const model::AttributeSelection& selection)
    : capture_(std::make_unique<model::Capture>()) {
  model::Source story;
  story.name = "story";
  const model::SourceIndex source = capture_->add_source(story);
  for (const MadeSpan& span : spans) add(span, source, selection, *capture_);
  capture_->seal();
  forest_ = std::make_unique<model::Forest>(*capture_);
}

model::SpanIndex MadeCapture::span(std::string_view trace_and_id) const {
  const auto& spans = capture_->spans();
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    if (id_of(model::SpanIndex(i)) == trace_and_id) return model::SpanIndex(i);
  }
  refuse("no such span", trace_and_id);
}

std::string MadeCapture::id_of(model::SpanIndex span) const {
  if (!span) return "none";
  const model::Span& found = capture_->span(span);
  return letters_of(found.trace) + "/" + letters_of(found.id);
}

std::int64_t Dice::roll(std::int64_t sides) {
  // SplitMix64 (public domain), Sebastiano Vigna.
  std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111eb;
  mixed ^= mixed >> 31U;
  return static_cast<std::int64_t>(mixed % static_cast<std::uint64_t>(sides));
}

}  // namespace trace_cost::made
