#include "input/json_unescape.h"

#include <doctest/doctest.h>

#include <array>

namespace trace_cost::input {

TEST_CASE("input/json_unescape: escapes are resolved, what is none becomes U+FFFD") {
  struct Text {
    std::string_view name;
    std::string_view token;
    std::string_view expected;
  };
  for (const Text& entry : std::to_array<Text>({
           {"plain", R"("chat")", "chat"},
           {"empty", R"("")", ""},
           {"the short ones", R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
           {"what stands behind the quote is not read", R"("a", "b")", "a"},
           {"ASCII", R"("\u0041")", "A"},
           {"NUL", R"("\u0000")", std::string_view("\0", 1)},
           {"two bytes", R"("caf\u00e9")", "café"},
           {"three bytes", R"("\u65E5\u672c")", "日本"},
           {"a pair", R"("\ud83d\ude42")", "🙂"},
           {"the last code point", R"("\udbff\udfff")", "\xF4\x8F\xBF\xBF"},
           {"a lone high half", R"("\ud83d alone")", "\uFFFD alone"},
           {"a lone low half", R"("\ude42 alone")", "\uFFFD alone"},
           {"halves in the wrong order", R"("\ude42\ud83d")", "\uFFFD\uFFFD"},
           {"two high halves, then a low one", R"("\ud83d\ud83d\ude42")", "\uFFFD🙂"},
           {"a high half before another escape", R"("\ud83d\n")", "\uFFFD\n"},
           {"a high half before a letter", R"("\ud83d\u0041")", "\uFFFDA"},
           {"a high half at the end", R"("\ud83d")", "\uFFFD"},
           {"too few digits", R"("\u12")", "\uFFFD12"},
           {"no digits", R"("\uxyz!")", "\uFFFDxyz!"},
           {"a sign among the digits", R"("\u-123")", "\uFFFD-123"},
           {"an escape that is none", R"("\q")", "\uFFFD"},
           {"raw UTF-8 stays", "\"日本\"", "日本"},
           {"no closing quote", R"("abc)", "abc"},
           {"a backslash at the very end", R"("abc\)", "abc"},
           {"nothing", "", ""},
       })) {
    CAPTURE(entry.name);
    CHECK(unescape_leniently(entry.token) == entry.expected);
  }
}

}  // namespace trace_cost::input
