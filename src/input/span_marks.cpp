#include "input/span_marks.h"

#include <algorithm>
#include <array>

namespace trace_cost::input {

namespace {

constexpr std::array<std::string_view, 10> kSpanMarks{
    "\"trace_id\"", "\"span_id\"",    "\"traceId\"",   "\"spanId\"",  "\"resourceSpans\"",
    "\"context\"",  "\"start_time\"", "\"parent_id\"", "\"traceID\"", "\"SpanContext\""};

constexpr std::size_t kFront = 4096;

std::string_view trimmed_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool is_key_at(std::string_view text, std::size_t at, std::size_t size) {
  const std::string_view before = trimmed_end(text.substr(0, at));
  const std::string_view behind = text.substr(at + size);
  const std::size_t colon = behind.find_first_not_of(" \t");
  return (before.empty() || before.back() == ',') && colon != std::string_view::npos &&
         behind[colon] == ':';
}

}  // namespace

bool shows_span_marks(std::string_view text) {
  const std::string_view front = text.substr(0, kFront);
  return std::any_of(kSpanMarks.begin(), kSpanMarks.end(), [front](std::string_view mark) {
    return front.find(mark) != std::string_view::npos;
  });
}

bool is_amid_record(std::string_view text) {
  const std::string_view front = text.substr(0, kFront);
  return std::any_of(kSpanMarks.begin(), kSpanMarks.end(), [front](std::string_view mark) {
    const std::size_t at = front.find(mark);
    return at != std::string_view::npos && is_key_at(front, at, mark.size());
  });
}

}  // namespace trace_cost::input
