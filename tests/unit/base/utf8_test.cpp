#include "base/utf8.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::base {

namespace {

struct Text {
  std::string_view name;
  std::string_view input;
  std::string_view expected;
};

// Literals with "\x" end where a hex digit could follow.
constexpr std::string_view kFamily = "👨‍👩‍👧";
constexpr std::string_view kFlag = "🇩🇪";

}  // namespace

TEST_CASE("base/utf8: bytes that are no UTF-8 are replaced one by one, the rest stays") {
  for (const Text& entry : std::to_array<Text>({
           {"nothing to do", "héllo 日本 🙂", "héllo 日本 🙂"},
           {"empty", "", ""},
           {"latin-1", "caf\xE9!", "caf\uFFFD!"},
           {"cut at the end", "a\xE6\x97", "a\uFFFD\uFFFD"},
           {"stray continuation", "\x80z", "\uFFFDz"},
           {"overlong slash", "\xC0\xAF", "\uFFFD\uFFFD"},
           {"surrogate half", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
           {"beyond Unicode", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
           {"a lead before ASCII", "\xE6x", "\uFFFDx"},
           {"NUL is a character", std::string_view("a\0b", 3), std::string_view("a\0b", 3)},
       })) {
    CAPTURE(entry.name);
    CHECK(repaired_utf8(entry.input) == entry.expected);
    CHECK(repaired_utf8(repaired_utf8(entry.input)) == entry.expected);
  }
}

TEST_CASE("base/utf8: what could steer a terminal becomes a visible escape") {
  for (const Text& entry : std::to_array<Text>({
           {"plain", "GET /chat?q=1", "GET /chat?q=1"},
           {"line feed, return, tab", "a\nb\rc\td", "a\\nb\\rc\\td"},
           {"CSI with ESC", "\x1b[2Jboo", "\\x1b[2Jboo"},
           {"OSC with ESC and BEL", "\x1b]0;t\x07", "\\x1b]0;t\\x07"},
           {"C1 CSI as UTF-8",
            "\xC2\x9B"
            "31m",
            "\\x9b31m"},
           {"next line",
            "a\xC2\x85"
            "b",
            "a\\x85b"},
           {"a raw C1 byte is no UTF-8",
            "\x9B"
            "31m",
            "\uFFFD31m"},
           {"NUL and DEL", std::string_view("a\0b\x7f", 4), "a\\x00b\\x7f"},
           {"backspace", "ab\b\b", "ab\\x08\\x08"},
           {"right-to-left override", "\u202Egnp.exe", "\\u202egnp.exe"},
           {"isolates", "\u2066a\u2069", "\\u2066a\\u2069"},
           {"right-to-left mark", "a\u200Fb", "a\\u200fb"},
           {"Arabic letter mark", "a\u061Cb", "a\\u061cb"},
           {"line and paragraph separator", "a\u2028b\u2029c", "a\\u2028b\\u2029c"},
           {"zero-width space", "pay\u200Bpal", "pay\\u200bpal"},
           {"byte order mark", "\uFEFFname", "\\ufeffname"},
           {"tag characters", "a\U000E0041", "a\\U000e0041"},
           {"private use", "a\uE000", "a\\ue000"},
           {"invalid bytes", "caf\xE9", "caf\uFFFD"},
           {"a backslash stays", "C:\\temp\\n", "C:\\temp\\n"},
           {"letters of all kinds", "naïve Ελλάδα 日本語 한국어 हिन्दी",
            "naïve Ελλάδα 日本語 한국어 हिन्दी"},
           {"right-to-left letters", "שלום مرحبا", "שלום مرحبا"},
           {"emoji with joiners and selectors",
            "👨‍👩‍👧 ❤️ 1️⃣ 🇩🇪 👍🏽",
            "👨‍👩‍👧 ❤️ 1️⃣ 🇩🇪 👍🏽"},
       })) {
    CAPTURE(entry.name);
    CHECK(printable(entry.input) == entry.expected);
    CHECK(printable(printable(entry.input)) == entry.expected);
  }
}

TEST_CASE("base/utf8: no byte below a blank, no DEL and no C1 survives printable()") {
  std::string everything;
  for (int c = 0; c < 256; ++c) everything += static_cast<char>(c);
  for (int c = 0x80; c < 0xA0; ++c) everything += {'\xC2', static_cast<char>(c)};
  const std::string shown = printable(everything);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto c = static_cast<unsigned char>(shown[i]);
    const bool control = c < 0x20 || c == 0x7F;
    const bool second_of_c1 = i > 0 && shown[i - 1] == '\xC2' && c < 0xA0;
    CHECK_FALSE(control);
    CHECK_FALSE(second_of_c1);
  }
}

TEST_CASE("base/utf8: cells are counted by what a reader takes for one character") {
  struct Width {
    std::string_view name;
    std::string_view text;
    std::size_t expected;
  };
  for (const Width& entry : std::to_array<Width>({
           {"empty", "", 0},
           {"ASCII", "chat", 4},
           {"accents, composed", "é", 1},
           {"accents, combining", "e\u0301", 1},
           {"three marks on one letter", "e\u0301\u0302\u0303", 1},
           {"CJK", "日本語", 6},
           {"Hangul", "한국", 4},
           {"Hangul in letters", "\u1112\u1161\u11ab", 2},
           {"full-width Latin", "ＡＢ", 4},
           {"half-width Katakana", "ｱｲ", 2},
           {"emoji", "🙂", 2},
           {"emoji with skin tone", "👍🏽", 2},
           {"a family joined by ZWJ", kFamily, 2},
           {"a flag", kFlag, 2},
           {"two flags", "🇩🇪🇫🇷", 4},
           {"a heart with emoji presentation", "❤️", 2},
           {"a keycap", "1️⃣", 2},
           {"ellipsis, arrow and box", "…→│", 3},
           {"replacement character", "\uFFFD", 1},
           {"mixed", "日本 chat🙂", 11},
       })) {
    CAPTURE(entry.name);
    CHECK(cells(entry.text) == entry.expected);
  }
}

TEST_CASE("base/utf8: a text that fits is not shortened") {
  CHECK(shortened("chat", 4, Cut::End, "…") == "chat");
  CHECK(shortened("chat", 100, Cut::Middle, "…") == "chat");
  CHECK(shortened("日本", 4, Cut::End, "...") == "日本");
  CHECK(shortened("", 0, Cut::End, "…").empty());
}

TEST_CASE("base/utf8: a text that does not fit shows its mark where something was left out") {
  CHECK(shortened("abcdefgh", 5, Cut::End, "…") == "abcd…");
  CHECK(shortened("abcdefgh", 5, Cut::Middle, "…") == "ab…gh");
  CHECK(shortened("abcdefgh", 6, Cut::Middle, "…") == "abc…gh");
  CHECK(shortened("abcdefgh", 5, Cut::End, "...") == "ab...");
  CHECK(shortened("abcdefgh", 1, Cut::End, "…") == "…");
  CHECK(shortened("abcdefgh", 0, Cut::End, "…").empty());
  CHECK(shortened("abcdefgh", 2, Cut::End, "...").empty());
  CHECK(shortened("日本語名前", 6, Cut::End, "…") == "日本…");
  CHECK(shortened("日本語名前", 7, Cut::Middle, "…") == "日…名前");
  CHECK(shortened("日本語名前", 6, Cut::Middle, "…") == "日…前");
}

TEST_CASE("base/utf8: shortening never splits a cluster and never exceeds the width") {
  const std::vector<std::string_view> clusters{"a",      "e\u0301", "日",       kFamily, kFlag,
                                               "❤️", "1️⃣", "👍🏽", "z"};
  std::string text;
  for (const std::string_view cluster : clusters) text += cluster;
  const auto is_head = [&](std::string_view part) {
    std::string head;
    for (const std::string_view cluster : clusters) {
      if (head == part) return true;
      head += cluster;
    }
    return head == part;
  };
  const auto is_tail = [&](std::string_view part) {
    return text.ends_with(part) &&
           is_head(std::string_view(text).substr(0, text.size() - part.size()));
  };
  for (std::size_t width = 0; width <= cells(text); ++width) {
    for (const Cut cut : {Cut::End, Cut::Middle}) {
      CAPTURE(width);
      const std::string shorter = shortened(text, width, cut, "~");
      CHECK(cells(shorter) <= width);
      const std::size_t mark = shorter.find('~');
      if (mark == std::string::npos) {
        CHECK(bool{shorter.empty() || shorter == text});
        continue;
      }
      CHECK(is_head(std::string_view(shorter).substr(0, mark)));
      CHECK(is_tail(std::string_view(shorter).substr(mark + 1)));
    }
  }
}

}  // namespace trace_cost::base
