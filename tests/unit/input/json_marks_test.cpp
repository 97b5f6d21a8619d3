#include "input/json_marks.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace trace_cost::input {

namespace {

std::string padded(const std::string& text) { return text + std::string(64, '"'); }

std::vector<std::size_t> quotes_of(const JsonMarks& marks, std::size_t size) {
  std::vector<std::size_t> quotes;
  for (std::size_t at = marks.next_quote(0); at < size; at = marks.next_quote(at + 1)) {
    quotes.push_back(at);
  }
  return quotes;
}

// The quotes that end or begin a string, read one byte after the other.
std::vector<std::size_t> plainly(std::string_view text) {
  std::vector<std::size_t> quotes;
  bool escaped = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && !escaped) quotes.push_back(i);
    escaped = text[i] == '\\' && !escaped;
  }
  return quotes;
}

std::optional<std::size_t> mark(JsonMarks& marks, const std::string& text) {
  return marks.mark_line({padded(text).data(), text.size()});
}

}  // namespace

TEST_CASE("input/json_marks: a line ends at its line feed") {
  JsonMarks marks;
  CHECK(mark(marks, "{\"a\":1}\n{\"b\":2}\n") == 7);
  CHECK(quotes_of(marks, 7) == std::vector<std::size_t>{1, 3});
  CHECK(marks.next_quote(4) == 7);
  CHECK(mark(marks, "{\"a\":1}\r\n") == 7);
  CHECK(mark(marks, std::string(64, 'x') + "\n") == 64);
  CHECK(mark(marks, std::string(63, 'x') + "\r\n") == 63);
}

TEST_CASE("input/json_marks: what is no line of JSON is not marked") {
  JsonMarks marks;
  CHECK_FALSE(mark(marks, "no line feed"));
  CHECK_FALSE(mark(marks, ""));
  CHECK_FALSE(mark(marks, "a\tb\n"));
  CHECK_FALSE(mark(marks, "a\rb\n"));
  CHECK_FALSE(mark(marks, "no UTF-8: \xff\n"));
  CHECK_FALSE(mark(marks, std::string(62, 'x') + "\xe2\x82\n"));
  CHECK(mark(marks, std::string(62, 'x') + "\xe2\x82\xac\n") == 65);
}

TEST_CASE("input/json_marks: escaped quotes are none, however long the run of backslashes") {
  for (std::size_t before = 55; before < 70; ++before) {
    for (std::size_t run = 0; run < 70; ++run) {
      const std::string text =
          std::string(before, 'x') + "\"" + std::string(run, '\\') + "\"\" y\\\"\"\n";
      JsonMarks marks;
      REQUIRE(mark(marks, text) == text.size() - 1);
      CHECK(quotes_of(marks, text.size() - 1) == plainly(text));
    }
  }
}

TEST_CASE("input/json_marks: backslashes are found in a range") {
  JsonMarks marks;
  const std::string text = std::string(60, 'x') + "\\" + std::string(100, 'x') + "\\z\n";
  REQUIRE(mark(marks, text));
  CHECK(marks.has_escape(60, 61));
  CHECK_FALSE(marks.has_escape(0, 60));
  CHECK_FALSE(marks.has_escape(61, 161));
  CHECK(marks.has_escape(61, 162));
  CHECK_FALSE(marks.has_escape(61, 61));
  CHECK_FALSE(marks.has_control(0, text.size()));
}

TEST_CASE("input/json_marks: a text is marked up to what is not ASCII") {
  JsonMarks marks;
  const std::string text = padded("{\n \"a\": \"b\"\n}\n\xc3\xa9 \"c\"");
  CHECK(marks.mark_ascii({text.data(), text.size() - 64}) == 14);
  CHECK(quotes_of(marks, 14) == std::vector<std::size_t>{3, 5, 8, 10});
  CHECK(marks.next_quote(11) == 14);
  CHECK(marks.has_control(0, 2));
  CHECK_FALSE(marks.has_control(2, 11));
  const std::string all = padded(std::string(128, '"'));
  CHECK(marks.mark_ascii({all.data(), 128}) == 128);
  CHECK(quotes_of(marks, 128).size() == 128);
}

}  // namespace trace_cost::input
