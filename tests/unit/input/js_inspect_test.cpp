#include "input/js_inspect.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Kind = InspectToken::Kind;

// The tokens of `text` on one line: "{ a: 'x' }" gives "{ a: 'x' } done@9".
std::string tokens(std::string_view text) {
  InspectReader reader(text);
  std::string all;
  while (true) {
    const InspectToken token = reader.next();
    const std::string at = fmt::format("@{}", reader.position());
    // NOLINTNEXTLINE(performance-inefficient-string-concatenation)
    if (token.kind == Kind::Done) return all + "done" + at;
    if (token.kind == Kind::More) return all + "more";
    // NOLINTNEXTLINE(performance-inefficient-string-concatenation)
    if (token.kind == Kind::Torn) return all + "torn" + at;
    all += token.raw;
    if (token.kind == Kind::Key) all += ':';
    if (token.kind == Kind::Elided) all += '?';
    if (token.cut) all += "~";
    all += ' ';
  }
}

std::string text_of(std::string_view raw) {
  SpanBatch batch(test_selection());
  return std::string(inspected_text(raw, batch));
}

}  // namespace

TEST_CASE("input/js_inspect: keys, values of all kinds, and the end of the object") {
  CHECK(tokens("{}x") == "{ } done@2");
  CHECK(tokens("{ a: 1 } b: 2 }") == "{ a: 1 } done@8");
  CHECK(tokens("{\n  a: undefined,\n  'b.c': -0,\n  $d_1: NaN,\n  e: -Infinity\n}") ==
        "{ a: undefined 'b.c': -0 $d_1: NaN e: -Infinity } done@60");
  CHECK(tokens("{ a: true, b: null, c: 12n, d: 1e-7, e: 2026-11-22T15:53:54.403Z }") ==
        "{ a: true b: null c: 12n d: 1e-7 e: 2026-11-22T15:53:54.403Z } done@66");
  CHECK(tokens("{ a: [], b: [ 'x', null ], c: { d: {} } }") ==
        "{ a: [ ] b: [ 'x' null ] c: { d: { } } } done@41");
  CHECK(tokens("{ a: [\n   0,  1,\n  10, 11,\n  ... 20 more items\n ] }") ==
        "{ a: [ 0 1 10 11 ... 20 more items ] } done@51");
}

TEST_CASE("input/js_inspect: texts have three kinds of quotes, parts, and may be cut") {
  CHECK(tokens(R"({ a: "it's", b: `"it's"`, c: '\'}\\' })") ==
        R"({ a: "it's" b: `"it's"` c: '\'}\\' } done@38)");
  CHECK(tokens("{ a: 'x\\n' +\n    'y' +\n    'z' }") ==
        "{ a: 'x\\n' +\n    'y' +\n    'z' } done@32");
  CHECK(tokens("{ a: 'x'... 1 more character }") == "{ a: 'x'~ } done@30");
  CHECK(tokens("{ a: 'x' + 'y'... 20 more characters, b: 1 }") == "{ a: 'x' + 'y'~ b: 1 } done@44");
}

TEST_CASE("input/js_inspect: what was not printed is named, classes and entries are read") {
  CHECK(tokens("{ a: [Object], b: [Array], c: [Function: f], d: [Circular *1] }") ==
        "{ a: [Object]? b: [Array]? c: [Function: f]? d: [Circular *1]? } done@63");
  CHECK(tokens("{ s: TraceStateImpl { _m: Map(2) { 'a' => 'b', 'c' => [Object] } } }") ==
        "{ s: TraceStateImpl { _m: Map(2) { 'a' 'b' 'c' [Object]? } } } done@68");
  CHECK(tokens("{ s: Set(1) { 1 }, t: Uint8Array(2) [ 1, 2 ], u: Foo [bar] {} }") ==
        "{ s: Set(1) { 1 } t: Uint8Array(2) [ 1 2 ] u: Foo [bar] { } } done@63");
  CHECK(tokens("{ a: [Object: null prototype] { b: 1 }, c: <ref *1> { d: 2 } }") ==
        "{ a: [Object: null prototype] { b: 1 } c: <ref *1> { d: 2 } } done@62");
  CHECK(tokens("{ a: <Buffer 01 02>, [Symbol(x)]: Symbol(y z) }") ==
        "{ a: <Buffer 01 02> [Symbol(x)]: Symbol(y z) } done@47");
}

TEST_CASE("input/js_inspect: colours are stepped over") {
  CHECK(tokens("{\n  a: \x1B[32m'x\\n'\x1B[39m +\n    \x1B[32m'y'\x1B[39m,\n"
               "  \x1B[32m'b'\x1B[39m: \x1B[33m12\x1B[39m,\n  c: \x1B[36m[Object]\x1B[39m\n}") ==
        "{ a: 'x\\n'\x1B[39m +\n    \x1B[32m'y' 'b': 12 c: [Object]? } done@100");
}

TEST_CASE("input/js_inspect: what cannot be there ends the reading at its place") {
  CHECK(tokens("{ a: 1,\n{ b: 2 }") == "{ a: 1 torn@8");
  CHECK(tokens("{ a: 1 b: 2 }") == "{ a: 1 torn@7");
  CHECK(tokens("{ a: 1, }") == "{ a: 1 torn@8");
  CHECK(tokens("{ a: 'x\ny' }") == "{ a: torn@7");
  CHECK(tokens("{ a: 1,\nReceived request\n b: 2 }") == "{ a: 1 torn@17");
  CHECK(tokens("{ a: [ 1 } }") == "{ a: [ 1 torn@9");
  CHECK(tokens("{ 'a' 1 }") == "{ torn@6");
  CHECK(tokens("{ a: 'x' + 1 }") == "{ a: torn@11");
  CHECK(tokens("{ a: /re/ }") == "{ a: torn@5");
  CHECK(tokens("{ a: [Object\n] }") == "{ a: torn@12");
  CHECK(tokens("{ a: [ .5 ] }") == "{ a: [ torn@7");
}

TEST_CASE("input/js_inspect: cut anywhere, an object asks for more and never ends early") {
  const std::string whole =
      "{\n  a: 'x' +\n    'y'... 3 more characters,\n  'b c': [ 1, ... 2 more items ],\n"
      "  d: Foo(1) [t] { 'e' => [Object] }, f: \x1B[33m-12.5\x1B[39m\n}";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(tokens(std::string_view(whole).substr(0, size)).ends_with("more"));
  }
  CHECK(tokens(whole).ends_with("done@" + std::to_string(whole.size())));
}

TEST_CASE("input/js_inspect: nesting is bounded") {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{a:";
    return text + "1" + std::string(depth, '}');
  };
  CHECK(tokens(nested(InspectReader::kDepth)).find("done") != std::string::npos);
  CHECK(tokens(nested(InspectReader::kDepth + 1)).find("torn") != std::string::npos);
}

TEST_CASE("input/js_inspect: a value is stepped over as a whole, and tells what it lacks") {
  const auto skip = [](std::string_view value) {
    const std::string text = fmt::format("{{ a: {}, b: 1 }}", value);
    InspectReader reader(text);
    reader.next();
    reader.next();
    const bool whole = reader.skip(reader.next());
    CHECK(reader.next().raw == "b");
    return whole;
  };
  CHECK(skip("1"));
  CHECK(skip("[ { c: [ 1 ] }, 'x' ]"));
  CHECK_FALSE(skip("[Object]"));
  CHECK_FALSE(skip("{ c: [Array] }"));
  CHECK_FALSE(skip("[ 1, ... 2 more items ]"));
  CHECK_FALSE(skip("'x'... 2 more characters"));
}

TEST_CASE("input/js_inspect: texts have the escapes of JavaScript") {
  CHECK(text_of("name") == "name");
  CHECK(text_of("''") == "");
  CHECK(text_of(R"("it's")") == "it's");
  CHECK(text_of(R"('a\'b\\c\nd\x07\u2028')") == "a'b\\c\nd\x07\u2028");
  CHECK(text_of(R"('\uD83D alone')") == "\uFFFD alone");
  CHECK(text_of(R"(`it's "x" \`y\` ${z}`)") == "it's \"x\" `y` ${z}");
  CHECK(text_of("'x\\n' +\n  'it\\'s' +\n \"y'\"") == "x\nit'sy'");
  CHECK(text_of("'x'\x1B[39m + \x1B[32m'y'") == "xy");
}

}  // namespace trace_cost::input
