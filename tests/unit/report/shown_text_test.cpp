#include "report/render/shown_text.h"

#include <doctest/doctest.h>

#include "made_up.h"
#include "report/render/ink.h"
#include "report/render/value_text.h"

namespace trace_cost::report {

TEST_CASE("report/render: in ASCII our own signs get a stand-in") {
  CHECK(shown("a → b · 2 × 3 – 4… ≤ 5 “x” ✗", Charset::Ascii) ==
        "a -> b - 2 x 3 - 4... <= 5 \"x\" x");
  CHECK(shown("│ ├ └ ", Charset::Ascii) == "| |-`-");
  CHECK(value_text(Unknown{}, {Charset::Ascii}) == "-");
  CHECK(value_text(Duration{model::Nanos{812'000}}, {Charset::Ascii}) == "812 us");
}

TEST_CASE("report/render: in ASCII every other sign becomes a visible escape") {
  CHECK(shown("李雷", Charset::Ascii) == "\\u674e\\u96f7");
  CHECK(shown("é🙂!", Charset::Ascii) == "\\u00e9\\U0001f642!");
  CHECK(shown("a\xff z", Charset::Ascii) == "a\\ufffd z");
}

TEST_CASE("report/render: escape sequences and line breaks never come through") {
  for (const Charset charset : {Charset::Unicode, Charset::Ascii}) {
    CHECK(shown("\x1b[31mred\n\u202etxet", charset) == "\\x1b[31mred\\n\\u202etxet");
  }
}

TEST_CASE("report/render: a line has no trailing blanks and every colour is reset") {
  const Runs line{{"a ", Ink::Plain}, {"b", Ink::Bad}, {"c", Ink::Bad}, {"  ", Ink::Dim}};
  CHECK(printed(line, Colour::Never) == "a bc\n");
  CHECK(printed(line, Colour::Always) == "a \x1b[31mbc\x1b[0m\n");
  CHECK(printed({{"   ", Ink::Bad}}, Colour::Always) == "\n");
}

TEST_CASE("report/render: a service has the same colour everywhere") {
  CHECK(ink_of_service("frontend") == ink_of_service("frontend"));
  CHECK(ink_of_service("") == Ink::ServiceB);
  CHECK(ink_of_service("backend") == Ink::ServiceB);
  CHECK(ink_of_service("ai-service") == Ink::ServiceF);
}

}  // namespace trace_cost::report
