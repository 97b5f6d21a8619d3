#include "input/json_cursor.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "input/fixed_digits.h"

namespace trace_cost::input {

namespace {

// A line, marked, with a cursor at its start.
struct Line {
  explicit Line(std::string text) : bytes(std::move(text) + "\n" + std::string(64, '}')) {
    size = marks.mark_line({bytes.data(), bytes.size() - 64}).value();
  }
  [[nodiscard]] JsonCursor cursor() const { return {{bytes.data(), size}, marks}; }
  [[nodiscard]] bool skips_whole() const {
    JsonCursor at = cursor();
    return at.skip_value() && at.at_end();
  }

  std::string bytes;
  JsonMarks marks;
  std::size_t size = 0;
};

}  // namespace

TEST_CASE("input/json_cursor: what is expected is stepped over, and nothing else") {
  const Line line("{\"name\":\"a\\\"b\",\"n\":-1.5e3}");
  JsonCursor at = line.cursor();
  CHECK_FALSE(at.take("{\"kind\""));
  CHECK(at.take("{\"name\":\""));
  std::string_view text;
  REQUIRE(at.take_string_rest(text));
  CHECK(text == "a\\\"b");
  CHECK(at.has_escape(text));
  CHECK(at.take(",\"n\":"));
  REQUIRE(at.take_number(text));
  CHECK(text == "-1.5e3");
  CHECK_FALSE(at.at_end());
  CHECK(at.take('}'));
  CHECK(at.at_end());
}

TEST_CASE("input/json_cursor: whole values are skipped") {
  for (const char* value :
       {"{}", "[]", "1", "\"x\"", "null", "{\"a\":[1,{\"b\":[]},\"]\"],\"c\":true}", "[[],[{}]]",
        "{ \"a\" : [ 1 , 2 ] }"}) {
    CAPTURE(value);
    CHECK(Line(value).skips_whole());
  }
}

TEST_CASE("input/json_cursor: what is no value is not skipped") {
  for (const char* value : {"{", "[", "\"x", "{]", "[}", "{\"a\"}", "{\"a\",1}", "[\"a\":1]",
                            "{1:2}", "[1,]", "{\"a\":1,}", "[1 2]", "nul", "", "{\"a\":,}"}) {
    CAPTURE(value);
    CHECK_FALSE(Line(value).skips_whole());
  }
}

TEST_CASE("input/json_cursor: a value with the keys of another record in it is not skipped") {
  CHECK_FALSE(Line("[{\"resourceSpans\":[]}]").skips_whole());
  CHECK_FALSE(Line("{\"a\":1, \"resource\":{}}").skips_whole());
  CHECK(Line("[{\"a\":\"resource\"},\"resource\"]").skips_whole());
}

TEST_CASE("input/json_cursor: 64 levels are followed, and no more") {
  CHECK(Line(std::string(64, '[') + std::string(64, ']')).skips_whole());
  CHECK_FALSE(Line(std::string(65, '[') + std::string(65, ']')).skips_whole());
}

TEST_CASE("input/fixed_digits: hex of either case, and nothing else") {
  std::array<std::uint8_t, 8> bytes{};
  CHECK(read_hex_word("00fF1aB923cDe4f0", bytes.data()));
  CHECK(bytes == std::array<std::uint8_t, 8>{0x00, 0xFF, 0x1A, 0xB9, 0x23, 0xCD, 0xE4, 0xF0});
  for (int c = 0; c < 256; ++c) {
    for (const std::size_t place : {0U, 3U, 8U, 15U}) {
      std::string text = "1234567890abcdef";
      text[place] = static_cast<char>(c);
      const bool is_hex = std::isxdigit(c) != 0;
      CHECK(read_hex_word(text.data(), bytes.data()) == is_hex);
    }
  }
}

TEST_CASE("input/fixed_digits: eight decimal digits, and nothing else") {
  std::uint64_t value = 0;
  CHECK(read_decimal_word("00000000", value));
  CHECK(value == 0);
  CHECK(read_decimal_word("12345678", value));
  CHECK(value == 12345678);
  CHECK(read_decimal_word("99999999", value));
  CHECK(value == 99999999);
  for (int c = 0; c < 256; ++c) {
    for (const std::size_t place : {0U, 4U, 7U}) {
      std::string text = "12345678";
      text[place] = static_cast<char>(c);
      CHECK(read_decimal_word(text.data(), value) == (c >= '0' && c <= '9'));
    }
  }
}

}  // namespace trace_cost::input
