#include "input/loose_brackets.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace trace_cost::input {

TEST_CASE("input/loose_brackets: a key behind a bracket that nothing opened is amid a record") {
  for (const char* text : {R"(],"status":)", R"("/chat"}}],"status":)",
                           "    },\n    \"events\": ", "\"status\": ]}\n"}) {
    CAPTURE(text);
    CHECK(LooseBrackets().follow(text));
  }
}

TEST_CASE("input/loose_brackets: a record may go on in the middle of a string") {
  const std::string_view rest = R"(ceName":"backend"},"tags":)";
  CHECK_FALSE(LooseBrackets().follow(rest));
  CHECK(begins_in_string(rest));
  for (const std::string_view whole : {"", "\"a\"", "GET \"/\", {", R"("a":"b"},"tags":)"}) {
    CAPTURE(whole);
    CHECK_FALSE(begins_in_string(whole));
  }
}

TEST_CASE("input/loose_brackets: what an app prints closes what it opens, or shows no key") {
  for (const char* text :
       {"", "done :}\n", "}\n", "]}\n", "  },\n  name: 'x'\n", R"({ a: [1], "b": 2 })",
        "{\n  a: [\n  ],\n  \"b\": 1\n}\n", R"(he said "no": [x])", "\"a\": 1\n}\n",
        "[1], \"x\", \"y\"\n", "[2025-01-01] \"GET /\": 200\n"}) {
    CAPTURE(text);
    CHECK_FALSE(LooseBrackets().follow(text));
  }
}

TEST_CASE("input/loose_brackets: text may come in any pieces, with objects between them") {
  const std::string text = "\"x\"}\n,\n \"events\":";
  for (std::size_t cut = 0; cut < text.size() - 9; ++cut) {
    CAPTURE(cut);
    LooseBrackets brackets;
    const bool early = brackets.follow(text.substr(0, cut));
    CHECK(early != brackets.follow(text.substr(cut)));
  }
  LooseBrackets brackets;
  CHECK_FALSE(brackets.follow("\"x\"},"));
  brackets.pass_object();
  CHECK_FALSE(brackets.follow("\"a\": 1"));
  brackets.restart();
  CHECK_FALSE(brackets.follow(", \"a\": 1"));
}

}  // namespace trace_cost::input
