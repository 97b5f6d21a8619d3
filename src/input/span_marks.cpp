#include "input/span_marks.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace trace_cost::input {

namespace {

constexpr std::array<std::string_view, 10> kSpanMarks{
    "\"trace_id\"", "\"span_id\"",    "\"traceId\"",   "\"spanId\"",  "\"resourceSpans\"",
    "\"context\"",  "\"start_time\"", "\"parent_id\"", "\"traceID\"", "\"SpanContext\""};

// Further keys, of which a line in the middle of a record shows only these.
constexpr std::array<std::string_view, 6> kInnerMarks{
    "\"end_time\"",          "\"status_code\"",     "\"schema_url\"",
    "\"startTimeUnixNano\"", "\"endTimeUnixNano\"", "\"scopeSpans\""};

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

// What stands behind `key` in `text`; nothing when it is not there.
std::optional<std::string_view> behind_key(std::string_view text, std::string_view key) {
  const void* const found = memmem(text.data(), text.size(), key.data(), key.size());
  if (found == nullptr) return std::nullopt;
  const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  return text.substr(at + key.size());
}

bool is_there_twice(std::string_view text, std::string_view key) {
  const std::optional<std::string_view> behind = behind_key(text, key);
  return behind && behind_key(*behind, key);
}

bool begins_structure(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

// Whether `key` stands before an object or a list twice.
bool is_structure_twice(std::string_view text, std::string_view key) {
  int found = 0;
  for (auto behind = behind_key(text, key); behind && found < 2;
       behind = behind_key(*behind, key)) {
    found += begins_structure(*behind) ? 1 : 0;
  }
  return found == 2;
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
  const auto is_key = [front](std::string_view mark) {
    const std::size_t at = front.find(mark);
    return at != std::string_view::npos && is_key_at(front, at, mark.size());
  };
  return std::any_of(kSpanMarks.begin(), kSpanMarks.end(), is_key) ||
         std::any_of(kInnerMarks.begin(), kInnerMarks.end(), is_key);
}

bool holds_another_record(std::string_view record, std::span<const std::string_view> once) {
  return !once.empty() && is_structure_twice(record, once.front()) &&
         std::all_of(once.begin() + 1, once.end(),
                     [record](std::string_view key) { return is_there_twice(record, key); });
}

}  // namespace trace_cost::input
