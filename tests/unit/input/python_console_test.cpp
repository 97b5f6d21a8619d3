#include "input/python_console.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

constexpr std::string_view kContext =
    R"("context": {"trace_id": "0x000000000000000000000000000000aa", "span_id": "0x00000000000000bb", "trace_state": "[]"})";
constexpr std::string_view kTimes =
    R"("start_time": "1970-01-01T00:00:01.000001Z", "end_time": "1970-01-01T00:00:02.500000Z")";

// A whole record with `more` members behind those that every record has.
std::string record(std::string_view more) {
  std::string text = R"({"name": "chat", )";
  text += kContext;
  text += R"(, "kind": "SpanKind.CLIENT", "parent_id": "0x00000000000000cc", )";
  text += kTimes;
  if (!more.empty()) text += ", ";
  return text + std::string(more) + "}";
}

std::string spans(std::string_view more) {
  const Decoded got = decoded(record(more));
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.format == "python-console");
  CHECK(got.faults == "");
  return got.spans;
}

}  // namespace

TEST_CASE("input/python_console: the shapes of all SDK versions are read") {
  const std::string common = "aa/bb<cc cuu 1000001000 2500000000 ";
  struct Sdk {
    std::string_view name;
    std::string_view more;
    std::string expected;
  };
  for (
      const Sdk& entry : std::to_array<Sdk>({
          {"without resource", R"("status": {"canonical_code": "OK"}, "attributes": {})",
           "aa/bb<cc cou 1000001000 2500000000   'chat'\n"},
          {"flat resource", R"("resource": {"service.name": "ai", "service.instance.id": "i1"})",
           common + "ai i1 'chat'\n"},
          {"nested resource",
           R"("resource": {"attributes": {"service.name": "ai", "user.id": "u"}, "schema_url": ""})",
           common + "ai  'chat' user.id=u:t\n"},
          {"a resource before the other members of it",
           R"("resource": {"schema_url": "", "attributes": {"service.name": "ai"}}, "events": [])",
           common + "ai  'chat'\n"},
          {"empty resource", R"("resource": {"attributes": {}, "schema_url": ""})",
           common + "  'chat'\n"},
          {"resource null", R"("resource": null)", common + "  'chat'\n"},
      })) {
    CAPTURE(entry.name);
    CHECK(spans(entry.more) == entry.expected);
  }
}

TEST_CASE("input/python_console: a status is unset, OK or an error, under both of its names") {
  struct Status {
    std::string_view member;
    char expected;
  };
  for (const Status& entry : std::to_array<Status>({
           {R"({"status_code": "UNSET"})", 'u'},
           {R"({"status_code": "OK"})", 'o'},
           {R"({"status_code": "ERROR", "description": "boom"})", 'e'},
           {R"({"description": "boom", "status_code": "ERROR"})", 'e'},
           {R"({"canonical_code": "OK"})", 'o'},
           {R"({"canonical_code": "NOT_FOUND"})", 'e'},
           {R"({"canonical_code": "UNKNOWN", "description": "x"})", 'e'},
           {R"({})", 'u'},
           {R"(null)", 'u'},
           {R"({"status_code": 2})", 'u'},
       })) {
    CAPTURE(entry.member);
    CHECK(spans(R"("status": )" + std::string(entry.member)).at(10) == entry.expected);
  }
}

TEST_CASE("input/python_console: ids come with 0x or bare, a null parent is a root") {
  struct Ids {
    std::string_view parent;
    std::string_view expected;
  };
  for (const Ids& entry : std::to_array<Ids>({
           {R"(null)", "-"},
           {R"("")", "-"},
           {R"("0x0000000000000000")", "-"},
           {R"("0x00000000000000cc")", "cc"},
           {R"("00000000000000CC")", "cc"},
       })) {
    CAPTURE(entry.parent);
    std::string text = R"({"name": "x", )" + std::string(kContext) + R"(, "parent_id": )" +
                       std::string(entry.parent) + ", " + std::string(kTimes) + "}";
    const Decoded got = decoded(text);
    CHECK(got.spans ==
          "aa/bb<" + std::string(entry.expected) + " uuu 1000001000 2500000000   'x'\n");
    CHECK(got.faults == "");
  }
}

TEST_CASE("input/python_console: kinds are read by their Python names") {
  constexpr std::string_view kNames[] = {"INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};
  constexpr std::string_view kLetters = "iscpq";
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    const std::string text = "{" + std::string(kContext) + ", " + std::string(kTimes) +
                             R"(, "kind": "SpanKind.)" + std::string(kNames[i]) + "\"}";
    CHECK(decoded(text).spans.at(8) == kLetters[i]);
  }
}

TEST_CASE("input/python_console: attributes that are wanted are kept as the dump wrote them") {
  struct Value {
    std::string_view json;
    std::string_view expected;
  };
  for (const Value& entry : std::to_array<Value>({
           {R"("alice")", "alice:t"},
           {R"("")", ":t"},
           {R"(0.0066646)", "0.0066646:n"},
           {R"(1e-07)", "1e-07:n"},
           {R"(-0.0)", "-0.0:n"},
           {R"(9223372036854775807)", "9223372036854775807:n"},
           {R"(NaN)", "NaN:n"},
           {R"(Infinity)", "Infinity:n"},
           {R"(-Infinity)", "-Infinity:n"},
           {R"(true)", "true:b"},
           {R"(null)", "null:0"},
           {R"([1, "a", NaN])", R"([1, "a", NaN]:o)"},
           {R"({"x": {"y": 1}})", R"({"x": {"y": 1}}:o)"},
           {R"("caf\u00e9 \ud83d\ude42")", "café 🙂:t"},
           {R"("\ud83d alone")", "\uFFFD alone:t"},
           {R"("}\n{\n    \"name\": \"not a span\"\n}\n")",
            "}\n{\n    \"name\": \"not a span\"\n}\n:t"},
       })) {
    CAPTURE(entry.json);
    const std::string more =
        R"("attributes": {"skipped": {"user.id": "no"}, "user.id": )" + std::string(entry.json) +
        R"(, "other": [1, {"cost.usd": 7}]}, "resource": {"attributes": {"service.name": "ai"}})";
    CHECK(spans(more) == "aa/bb<cc cuu 1000001000 2500000000 ai  'chat' user.id=" +
                             std::string(entry.expected) + "\n");
  }
}

TEST_CASE("input/python_console: a key that is no text of Unicode is nobody's and harms nothing") {
  CHECK(spans(R"("attributes": {"\ud83d": 1, "user.id": "alice"}, "\udc00": {})") ==
        "aa/bb<cc cuu 1000001000 2500000000   'chat' user.id=alice:t\n");
}

TEST_CASE("input/python_console: events and links are skipped, whatever they hold") {
  CHECK(spans(R"("events": [{"name": "e", "attributes": {"user.id": "no"}}], "links": [{)" +
              std::string(kContext) + R"(, "attributes": {"cost.usd": 3}}])") ==
        "aa/bb<cc cuu 1000001000 2500000000   'chat'\n");
}

TEST_CASE("input/python_console: times may be null, and what is no time is said") {
  const auto with_times = [](std::string_view start, std::string_view end) {
    return decoded("{" + std::string(kContext) + R"(, "start_time": )" + std::string(start) +
                   R"(, "end_time": )" + std::string(end) + "}");
  };
  Decoded got = with_times("\"1970-01-01T00:00:01.000001Z\"", "null");
  CHECK(got.spans == "aa/bb<- uuu 1000001000 -   ''\n");
  CHECK(got.faults == "");
  got = with_times("\"yesterday\"", "1795364034");
  CHECK(got.spans == "aa/bb<- uuu - -   ''\n");
  CHECK(got.faults ==
        "bad-time: start_time is \"yesterday\", expected a time like 2026-11-22T15:53:54.403081Z, "
        "from 1970 to 2262\n"
        "bad-time: end_time is 1795364034, expected a time like 2026-11-22T15:53:54.403081Z, from "
        "1970 to 2262\n");
}

TEST_CASE("input/python_console: an id that is none is said, and the span kept") {
  const Decoded got = decoded(
      R"({"context": {"trace_id": "0x0", "span_id": 12}, "parent_id": "zz", "start_time": null})");
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.spans == "-/-<- uuu - -   ''\n");
  CHECK(got.faults ==
        "bad-id: trace_id is \"0x0\", expected 32 hex digits, not all zero\n"
        "bad-id: span_id is 12, expected 16 hex digits, not all zero\n"
        "bad-id: parent_id is \"zz\", expected 16 hex digits or null\n");
}

TEST_CASE("input/python_console: compact records and any order of members are read alike") {
  const std::string shuffled =
      R"({"resource":{"attributes":{"service.name":"ai"}},"attributes":{"cost.usd":0.1},)"
      R"("end_time":"1970-01-01T00:00:02Z","start_time":"1970-01-01T00:00:01Z","parent_id":null,)"
      R"("kind":"SpanKind.SERVER","context":{"span_id":"0x00000000000000bb",)"
      R"("trace_id":"0x000000000000000000000000000000aa"},"name":"x"})";
  CHECK(decoded(shuffled).spans == "aa/bb<- suu 1000000000 2000000000 ai  'x' cost.usd=0.1:n\n");
}

TEST_CASE("input/python_console: other JSON with similar keys is not taken for a span") {
  struct Other {
    std::string_view name;
    std::string json;
    Outcome outcome;
    std::string_view format;
  };
  const std::string context{kContext};
  for (const Other& entry : std::to_array<Other>({
           {"a log record of the SDK",
            R"({"body": "x", "trace_id": "0xaa", "span_id": "0xbb", "trace_flags": 1})",
            Outcome::NoSpan, ""},
           {"a list of Langfuse", "{" + context + R"(, "bookmarked": true})", Outcome::Foreign,
            "Langfuse's list of traces"},
           {"a context alone", "{" + context + "}", Outcome::NoSpan, ""},
           {"a context that is no object", R"({"context": "trace_id", "start_time": "x"})",
            Outcome::NoSpan, ""},
           {"the metrics exporter", R"({"resource_metrics": [{"scope_metrics": []}]})",
            Outcome::NoSpan, ""},
           {"an empty object", "{}", Outcome::NoSpan, ""},
       })) {
    CAPTURE(entry.name);
    const Decoded got = decoded(entry.json);
    CHECK(got.outcome == entry.outcome);
    CHECK(got.format == entry.format);
    CHECK(got.spans == "");
  }
}

TEST_CASE("input/python_console: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(record(R"("status": "OK", "attributes": [], "resource": 3)"));
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.faults ==
        "bad-field: status is \"OK\", expected an object\n"
        "bad-field: attributes is [], expected an object\n"
        "bad-field: resource is 3, expected an object\n");
}

}  // namespace trace_cost::input
