// Text formats by lines: their ends, their fields, and values that go on behind the end of a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// The lines of a text, one after another.
class TextLines {
 public:
  explicit TextLines(std::string_view text) : text_(text) {}

  // The next line without its "\n" or "\r\n"; empty behind the last. What follows the last line
  // feed is a line when it is not empty.
  std::optional<std::string_view> next();
  // Where the line that next() gave begins, and where the next one will.
  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  // Whether the line that next() gave has its line feed.
  [[nodiscard]] bool is_whole() const { return whole_; }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool whole_ = true;
};

// "  span kind     : Internal" -> "span kind", "Internal". Blanks around both are taken off.
struct TextField {
  std::string_view key;
  std::string_view value;
};
// Splits at the first `colon`; empty when `line` holds none.
std::optional<TextField> text_field(std::string_view line, std::string_view colon = ":");

// The text without blanks at its ends.
std::string_view trimmed(std::string_view text);

// A value that was printed without its type: a number when it looks like one, else text.
Scalar untyped_scalar(std::string_view text);

// Reports that the line behind the value of `key` belongs to nothing: the value goes on there, or
// somebody else has written in between. Only the first line is taken.
void report_open_value(std::string_view key, SpanBatch& batch);

}  // namespace trace_cost::input
