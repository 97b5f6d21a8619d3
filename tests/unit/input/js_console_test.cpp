#include "input/js_console.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "made_up_dump.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kIds =
    "  traceId: '000000000000000000000000000000aa',\n"
    "  parentSpanContext: {\n    traceId: '000000000000000000000000000000aa',\n"
    "    spanId: '00000000000000cc',\n    traceFlags: 1,\n    traceState: undefined\n  },\n"
    "  traceState: undefined,\n  name: 'chat',\n  id: '00000000000000bb',\n";
constexpr std::string_view kTimes = "  timestamp: 1000001.5,\n  duration: 20.25,\n";

// A record of 2.x with these attributes ("'user.id': 'a'").
std::string record(std::string_view attributes = "") {
  return fmt::format(
      "{{\n  resource: {{\n    attributes: {{ 'service.name': 'ai', 'service.instance.id': 'i1' "
      "}}\n"
      "  }},\n  instrumentationScope: {{ name: 'demo', version: undefined }},\n{}  kind: 2,\n{}"
      "  attributes: {{ {} }},\n  status: {{ code: 1 }},\n  events: [],\n  links: []\n}}\n",
      kIds, kTimes, attributes);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kBare = "aa/bb<cc col 1000001500 1000021750 ai i1 'chat'";

}  // namespace

TEST_CASE("input/js_console: records are read between prints, wherever their brace stands") {
  const std::string whole = record("'user.id': 'alice', 'cost.usd': 1e-7, stop: [ 'a' ]");
  const ReadDump got =
      read_dump("Received { user: 'x' }\n" + whole + "working on it ... " + record() + "done {\n");
  CHECK(got.counts == "2/0/3 js-console");
  CHECK(got.told == "");
  CHECK(got.spans.starts_with(kBare + " user.id=alice:t cost.usd=1e-7:n\n"));
}

TEST_CASE("input/js_console: 1.x has parentId and perhaps no resource; parents may be undefined") {
  const std::string parent(
      kIds.substr(kIds.find("  parent"),
                  kIds.find("  traceState: undefined,\n  name") - kIds.find("  parent")));
  const auto with = [&](std::string_view text) {
    return read_dump(replaced(record(), parent, text)).spans.substr(0, 13);
  };
  CHECK(with("  parentId: '00000000000000dd',\n") == "aa/bb<dd cou ");
  CHECK(with("  parentId: undefined,\n").starts_with("aa/bb<- cou "));
  CHECK(with("  parentSpanContext: undefined,\n").starts_with("aa/bb<- cou "));
  CHECK(with("  parentSpanContext: { spanId: '00000000000000dd', isRemote: true },\n") ==
        "aa/bb<dd cor ");
  const std::string old =
      "{\n  traceId: '000000000000000000000000000000aa',\n  parentId: undefined,\n  name: 'x',\n"
      "  id: '00000000000000bb',\n  kind: 1,\n  timestamp: 1000001,\n  duration: 2,\n"
      "  attributes: {},\n  status: { code: 2, message: 'bad' },\n"
      "  events: [ { name: 'e', attributes: [Object], time: [Array] } ]\n}\n";
  const ReadDump got = read_dump(old);
  CHECK(got.spans == "aa/bb<- seu 1000001000 1000003000   'x'\n");
  CHECK(got.told == "");
}

TEST_CASE("input/js_console: kinds are one less than OTLP's") {
  constexpr std::string_view kLetters = "iscpq";
  for (std::size_t kind = 0; kind < kLetters.size(); ++kind) {
    const ReadDump got = read_dump(replaced(record(), "kind: 2", fmt::format("kind: {}", kind)));
    CHECK(got.spans.at(9) == kLetters[kind]);
  }
  const ReadDump got = read_dump(replaced(record(), "kind: 2", "kind: 5"));
  CHECK(got.spans.at(9) == 'u');
  CHECK(got.told == "bad-field 0:1 +0 kind is 5, expected a number from 0 to 4\n");
}

TEST_CASE("input/js_console: attributes of all kinds are kept as printed") {
  struct Value {
    std::string_view printed;
    std::string_view expected;
  };
  for (const Value& entry : std::to_array<Value>({
           {"'alice'", "alice:t"},
           {"`it's \"x\"\\x07`", "it's \"x\"\x07:t"},
           {"'a\\n' +\n      'b'", "a\nb:t"},
           {"0.0066646", "0.0066646:n"},
           {"-0", "-0:n"},
           {"NaN", "NaN:n"},
           {"-Infinity", "-Infinity:n"},
           {"true", "true:b"},
           {"undefined", "null:0"},
           {"[ 'a', 'b' ]", "[ 'a', 'b' ]:o"},
           {"\x1B[32m'alice'\x1B[39m", "alice:t"},
       })) {
    CAPTURE(entry.printed);
    const ReadDump got = read_dump(record(fmt::format("'user.id': {}, x: 1", entry.printed)));
    CHECK(got.spans == fmt::format("{} user.id={}\n", kBare, entry.expected));
    CHECK(got.told == "");
  }
}

TEST_CASE("input/js_console: what the exporter left out of a wanted attribute is said") {
  ReadDump got = read_dump(record("'user.id': [Object], other: [Array]"));
  CHECK(got.spans == kBare + "\n");
  CHECK(got.told == "bad-field 0:1 +0 the exporter did not print all of user.id: \"[Object]\"\n");
  got = read_dump(record("'user.id': [ 1, ... 20 more items ]"));
  CHECK(got.spans == kBare + " user.id=[ 1, ... 20 more items ]:o\n");
  CHECK(
      got.told ==
      "bad-field 0:1 +0 the exporter did not print all of user.id: \"[ 1, ... 20 more items ]\"\n");
  got = read_dump(record("'user.id': 'alice'... 3 more characters"));
  CHECK(got.spans == kBare + " user.id=alice:t\n");
  CHECK(got.told == "bad-field 0:1 +0 the exporter did not print all of user.id: \"alice\"\n");
}

TEST_CASE("input/js_console: what an app prints is no span, however alike it looks") {
  const std::string log_record =
      "{\n  resource: { attributes: { 'service.name': 'ai' } },\n  instrumentationScope: {},\n"
      "  timestamp: 1000001,\n  traceId: '000000000000000000000000000000aa',\n"
      "  spanId: '00000000000000bb',\n  body: 'x',\n  attributes: { 'cost.usd': 99 }\n}\n";
  const ReadDump got = read_dump(
      log_record + "ctx { traceId: '000000000000000000000000000000aa', traceFlags: 1 }\n" +
      "{ traceId: 'short', id: 1 }\n{ resource: 'x' }\n{ user: 'x', cost: [Object] }\n");
  CHECK(got.counts == "0/0/5 ");
  CHECK(got.spans == "");
}

TEST_CASE("input/js_console: a torn record costs itself; whole ones in it and behind it are read") {
  const std::string whole = record("'user.id': 'alice'");
  for (const std::size_t size : {60U, 250U, 420U, 520U}) {
    CAPTURE(size);
    const std::string torn = whole.substr(0, size);
    const ReadDump got = read_dump(torn + whole + "bye\n");
    CHECK(got.counts.starts_with("1/1/"));
    CHECK(got.spans == kBare + " user.id=alice:t\n");
  }
  const ReadDump inside = read_dump(replaced(whole, "  kind: 2,", record() + "  kind: 2,"));
  CHECK(inside.counts.starts_with("1/1/"));
  CHECK(inside.spans == kBare + "\n");
}

TEST_CASE("input/js_console: a record that is cut by the end is said, wherever") {
  const std::string whole = record("'user.id': 'alice'");
  for (std::size_t size = 90; size + 1 < whole.size(); size += 53) {
    const ReadDump got = read_dump(std::string_view(whole).substr(0, size));
    CHECK(got.counts == "0/1/0 ");
    CHECK(got.told == fmt::format("record-cut 0:1 +{0} record cut at the end of the input; spans "
                                  "read before it: 0\n",
                                  size));
  }
}

TEST_CASE("input/js_console: records glued together or with lines lost are damaged, not invented") {
  ReadDump got = read_dump(replaced(record(), "  kind: 2,\n", "  kind: 2,\n  name: 'other',\n"));
  CHECK(got.told.starts_with("record-broken 0:1 +"));
  CHECK(got.told.ends_with("a record with two members of one name\n"));
  got = read_dump(replaced(record(), "  id: '00000000000000bb',\n", ""));
  CHECK(got.told.ends_with("a span without its ids\n"));
  got = read_dump(replaced(record(), "  duration: 20.25,\n", ""));
  CHECK(got.told.ends_with("a span without its times\n"));
  CHECK(got.counts == "0/1/0 ");
}

TEST_CASE("input/js_console: fields of another type are named, and the span is kept") {
  std::string text = replaced(record(), "timestamp: 1000001.5", "timestamp: 'now'");
  text = replaced(text, "status: { code: 1 }", "status: 1");
  text = replaced(text, "id: '00000000000000bb'", "id: 12");
  const ReadDump got = read_dump(text);
  CHECK(got.spans == "aa/-<cc cul - - ai i1 'chat'\n");
  CHECK(got.told ==
        "bad-id 0:1 +0 id is 12, expected 16 hex digits, not all zero\n"
        "bad-time 0:1 +0 timestamp is \"now\", expected microseconds since 1970, up to the year "
        "2262\n"
        "bad-field 0:1 +0 status is 1, expected an object\n");
}

TEST_CASE("input/js_console: a pile of torn beginnings is read in time") {
  std::string text;
  while (text.size() < (1U << 18)) {
    text += "{ traceId: '000000000000000000000000000000aa', a: [";
  }
  CHECK(read_dump(text).counts.ends_with("/0 "));
}

TEST_CASE("input/js_console: a prefix before every line does no harm") {
  const std::string whole = record("'user.id': 'alice'");
  const ReadDump got = read_dump(prefixed("web-1  | ", "starting\n" + whole + "done\n"));
  CHECK(got.counts == "1/0/2 js-console");
  CHECK(got.spans == kBare + " user.id=alice:t\n");
}

}  // namespace trace_cost::input
