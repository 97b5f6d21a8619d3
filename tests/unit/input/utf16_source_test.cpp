#include "input/utf16_source.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

struct Converted {
  std::string text;
  std::string faults;
};

Converted convert(const std::string& encoded, std::size_t step = 1024, std::size_t room = 1024) {
  DecodingLog log;
  const auto source = utf16_source(memory_source(encoded, step), log);
  std::string text = all_of(*source, room);
  return {std::move(text), faults_of(log)};
}

constexpr std::string_view kMark = "\xFF\xFE";

}  // namespace

TEST_CASE("input/utf16_source: characters of all lengths, in both byte orders, however doled out") {
  const std::string encoded = std::string(kMark) + utf16_of(u"a\u00E9\u20AC\U0001F468\uFFFF\0z");
  const std::string expected = "a\u00E9\u20AC\U0001F468\uFFFF";
  for (const std::size_t step : {1U, 3U, 1024U}) {
    for (const std::size_t room : {4U, 5U, 1024U}) {
      CHECK(convert(encoded, step, room).text == expected);
      CHECK(convert(swapped_pairs(encoded), step, room).text == expected);
    }
  }
  CHECK(convert(encoded).faults.empty());
  CHECK(convert(std::string(kMark)).text.empty());
  CHECK(convert(std::string(kMark)).faults.empty());
}

TEST_CASE("input/utf16_source: a mark alone does not make a binary file one of text") {
  const std::string mark(kMark);
  const std::string text = mark + utf16_of(u"{\"n\":\"\u4E2D\u6587\u00E9\"}\r\n");
  CHECK(is_utf16(text));
  CHECK(is_utf16(swapped_pairs(text)));
  CHECK(is_utf16(mark));
  CHECK(is_utf16(text + text + "x"));
  CHECK_FALSE(is_utf16("\xFF"));
  CHECK_FALSE(is_utf16(mark + "{\"n\":1}{\"n\":2}"));
  CHECK_FALSE(is_utf16(mark + utf16_of(std::u16string_view(u"a\0b\0c", 5))));
  CHECK_FALSE(is_utf16(mark + std::string("\0\0{\0\0\0}\0\0\0", 10)));  // UTF-32
  std::string noise = mark;
  for (unsigned i = 0; i < 600; ++i) noise += static_cast<char>((i * i * 2654435761U) >> 24U);
  CHECK_FALSE(is_utf16(noise));
}

TEST_CASE("input/utf16_source: half pairs are replaced, and the first is told") {
  const std::string half(utf16_of(u"a") + std::string("\x00\xD8", 2) + utf16_of(u"b") +
                         std::string("\x00\xDC\x00\xDC\x00\xD8", 6));
  for (const std::size_t step : {1U, 3U, 1024U}) {
    const Converted got = convert(std::string(kMark) + half, step);
    CHECK(got.text == "a\uFFFDb\uFFFD\uFFFD\uFFFD");
    CHECK(got.faults == "repaired 4: UTF-16: half of a surrogate pair was replaced by U+FFFD\n");
  }
}

TEST_CASE("input/utf16_source: an odd byte at the end is told") {
  const Converted got = convert(std::string(kMark) + utf16_of(u"ab") + "c", 1);
  CHECK(got.text == "ab");
  CHECK(got.faults == "cut 6: UTF-16: half a character at the end\n");
}

}  // namespace trace_cost::input
