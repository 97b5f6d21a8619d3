#include "input/otlp_json.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

constexpr std::string_view kIds =
    R"("traceId":"000000000000000000000000000000aa","spanId":"00000000000000bb")";

// One request of service "ai" with the spans given.
std::string request(std::string_view spans) {
  return R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":)"
         R"({"stringValue":"ai"}}]},"scopeSpans":[{"scope":{"name":"s"},"spans":[)" +
         std::string(spans) + "]}]}]}";
}

Decoded with_members(std::string_view members) {
  return decoded(
      request("{" + std::string(kIds) + (members.empty() ? "" : ",") + std::string(members) + "}"));
}

}  // namespace

TEST_CASE("input/otlp_json: a whole span is read") {
  const Decoded got = with_members(
      R"("traceState":"","parentSpanId":"00000000000000CC","flags":769,"name":"chat","kind":3,)"
      R"("startTimeUnixNano":"1000001001","endTimeUnixNano":"2500000002","attributes":[)"
      R"({"key":"user.id","value":{"stringValue":"alice"}}],"droppedAttributesCount":0,)"
      R"("events":[{"name":"e","attributes":[{"key":"user.id","value":{"stringValue":"no"}}]}],)"
      R"("links":[{"traceId":"ff","spanId":"ee","attributes":[]}],"status":{"message":"m","code":2})");
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.format == "otlp-json");
  CHECK(got.spans == "aa/bb<cc cer 1000001001 2500000002 ai  'chat' user.id=alice:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/otlp_json: keys may stand in any order, as C++ writes them") {
  const Decoded got = decoded(
      R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"value":{"doubleValue":0.25},)"
      R"("key":"cost.usd"}],"endTimeUnixNano":"20","flags":3,"kind":2,"name":"x","parentSpanId":"",)"
      R"("spanId":"00000000000000BB","startTimeUnixNano":"10",)"
      R"("traceId":"000000000000000000000000000000AA"}],"scope":{"name":"s"}}],)"
      R"("resource":{"attributes":[{"value":{"stringValue":"cpp"},"key":"service.name"}]}}]})");
  CHECK(got.spans == "aa/bb<- suu 10 20 cpp  'x' cost.usd=0.25:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/otlp_json: every field but the ids may be absent") {
  CHECK(with_members("").spans == "aa/bb<- uuu - - ai  ''\n");
  CHECK(with_members("").faults == "");
  CHECK(with_members(R"("status":{},"name":"","kind":0,"attributes":[],"startTimeUnixNano":"0")")
            .spans == "aa/bb<- uuu - - ai  ''\n");
}

TEST_CASE("input/otlp_json: a value keeps what the dump wrote, 64-bit integers as text or number") {
  struct Value {
    std::string_view json;
    std::string_view expected;
  };
  for (const Value& entry : std::to_array<Value>({
           {R"({"stringValue":"alice"})", "alice:t"},
           {R"({"stringValue":"\ud83d"})", "\uFFFD:t"},
           {R"({"intValue":"9223372036854775807"})", "9223372036854775807:n"},
           {R"({"intValue":42})", "42:n"},
           {R"({"intValue":{"low":-1,"high":0,"unsigned":false}})", "4294967295:n"},
           {R"({"intValue":{"low":-2,"high":-1}})", "-2:n"},
           {R"({"intValue":{"low":7}})", "{}:o"},
           {R"({"int_value":"42"})", "42:n"},
           {R"({"unknownValue":[1],"stringValue":"alice"})", "alice:t"},
           {R"({"stringValue":null,"intValue":"7","boolValue":null})", "7:n"},
           {R"({"intValue":1.7976931348623157e+308})", "1.7976931348623157e+308:n"},
           {R"({"doubleValue":0.0066646})", "0.0066646:n"},
           {R"({"doubleValue":"NaN"})", "NaN:n"},
           {R"({"doubleValue":"-Infinity"})", "-Infinity:n"},
           {R"({"doubleValue":null})", "null:0"},
           {R"({"boolValue":true})", "true:b"},
           {R"({"bytesValue":"aGk="})", "aGk=:t"},
           {R"({"arrayValue":{"values":[{"intValue":"1"}]}})",
            R"({"values":[{"intValue":"1"}]}:o)"},
           {R"({"kvlistValue":{"values":[{"key":"user.id","value":{"stringValue":"no"}}]}})",
            R"({"values":[{"key":"user.id","value":{"stringValue":"no"}}]}:o)"},
           {R"({"arrayValue":{}})", "{}:o"},
           {R"({})", ":0"},
           {R"(null)", ":0"},
           {R"("bare")", ":0"},
       })) {
    CAPTURE(entry.json);
    const Decoded got = with_members(
        R"("attributes":[{"key":"other","value":{"kvlistValue":{"values":[]}}},{"key":"user.id",)"
        R"("value":)" +
        std::string(entry.json) + R"(},{"key":"cost.usd","value":{"intValue":"1"}}])");
    CHECK(got.spans ==
          "aa/bb<- uuu - - ai  '' user.id=" + std::string(entry.expected) + " cost.usd=1:n\n");
  }
}

TEST_CASE("input/otlp_json: entries that are no key with a value are skipped") {
  CHECK(
      with_members(R"("attributes":[1,"x",null,{},{"key":"user.id"},{"value":{"intValue":1}},)"
                   R"({"key":7,"value":{"intValue":1}},{"key":"cost.usd","value":{"intValue":2}}])")
          .spans == "aa/bb<- uuu - - ai  '' cost.usd=2:n\n");
  for (const std::string_view odd : {"null", "{}", "\"x\"", "5"}) {
    CHECK(with_members(R"("attributes":)" + std::string(odd) + R"(,"name":"x")").spans ==
          "aa/bb<- uuu - - ai  'x'\n");
  }
}

TEST_CASE("input/otlp_json: times are read to the nanosecond from text or number") {
  CHECK(with_members(
            R"("startTimeUnixNano":"1795364034403081123","endTimeUnixNano":1795364034403081999)")
            .spans == "aa/bb<- uuu 1795364034403081123 1795364034403081999 ai  ''\n");
  const Decoded got =
      with_members(R"("startTimeUnixNano":"18446744073709551615","endTimeUnixNano":1.5e18)");
  CHECK(got.spans == "aa/bb<- uuu - - ai  ''\n");
  CHECK(got.faults ==
        "bad-time: startTimeUnixNano is \"18446744073709551615\", expected nanoseconds since 1970, "
        "up to the year 2262\n"
        "bad-time: endTimeUnixNano is 1.5e18, expected nanoseconds since 1970, up to the year "
        "2262\n");
}

TEST_CASE("input/otlp_json: flags tell whether the parent is remote, local or not known") {
  struct Flags {
    std::string_view member;
    char expected;
  };
  for (const Flags& entry : std::to_array<Flags>({
           {"0", 'u'},
           {"1", 'u'},
           {"512", 'u'},
           {"256", 'l'},
           {"257", 'l'},
           {"768", 'r'},
           {"769", 'r'},
           {"\"768\"", 'r'},
           {"4294967295", 'r'},
           {"99999999999", 'u'},
           {"-1", 'u'},
           {"null", 'u'},
       })) {
    CAPTURE(entry.member);
    CHECK(with_members(R"("flags":)" + std::string(entry.member)).spans.at(10) == entry.expected);
  }
}

TEST_CASE("input/otlp_json: kinds and status codes out of range are unspecified and unset") {
  struct Numbers {
    std::string_view members;
    std::string_view expected;
  };
  for (const Numbers& entry : std::to_array<Numbers>({
           {R"("kind":1,"status":{"code":1})", "io"},
           {R"("kind":5,"status":{"code":"2"})", "qe"},
           {R"("kind":6,"status":{"code":3})", "uu"},
           {R"("kind":-1,"status":{"code":-2})", "uu"},
           {R"("kind":99999999999,"status":{"code":99999999999})", "uu"},
           {R"("kind":null,"status":null)", "uu"},
           {R"("kind":{},"status":[])", "uu"},
       })) {
    CAPTURE(entry.members);
    CHECK(with_members(entry.members).spans.substr(8, 2) == entry.expected);
  }
}

TEST_CASE("input/otlp_json: a span without ids is kept and said") {
  const Decoded got =
      decoded(request(R"({"name":"x"},{"traceId":"","spanId":"00000000000000bb"})"));
  CHECK(got.spans == "-/-<- uuu - - ai  'x'\n-/bb<- uuu - - ai  ''\n");
  CHECK(got.faults ==
        "bad-id: a span without traceId\n"
        "bad-id: a span without spanId\n"
        "bad-id: traceId is \"\", expected 32 hex digits, not all zero\n");
}

TEST_CASE("input/otlp_json: every group of spans has its own resource, before or behind it") {
  const auto span = [](int id) {
    return R"({"traceId":"000000000000000000000000000000aa","spanId":"000000000000000)" +
           std::to_string(id) + "\"}";
  };
  const std::string text =
      R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + span(1) + R"(]},{"spans":[)" + span(2) +
      R"(]}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}},)"
      R"({"key":"service.instance.id","value":{"stringValue":"i"}}]}},)"
      R"({"resource":{},"scopeSpans":[{"spans":[)" +
      span(3) +
      R"(]}]},)"
      R"({"scopeSpans":[]},null,7,{"scopeSpans":[null,{"spans":null},{"spans":[null,)" +
      span(4) +
      R"(]}],"resource":{"attributes":[{"key":"user.id","value":{"stringValue":"u"}}]}}]})";
  const Decoded got = decoded(text);
  CHECK(got.spans ==
        "aa/1<- uuu - - a i ''\naa/2<- uuu - - a i ''\naa/3<- uuu - -   ''\n"
        "aa/4<- uuu - -   '' user.id=u:t\n");
  CHECK(got.faults == "bad-field: resourceSpans[] is 7, expected an object\n");
}

TEST_CASE("input/otlp_json: a request without spans is one all the same") {
  for (const std::string_view text :
       {R"({"resourceSpans":[]})", R"({"resourceSpans":null})", R"({"resourceSpans":[{}]})"}) {
    const Decoded got = decoded(text);
    CHECK(got.outcome == Outcome::Spans);
    CHECK(got.spans == "");
  }
}

TEST_CASE("input/otlp_json: logs, metrics and other shapes of OTLP are not taken for spans") {
  CHECK(decoded(R"({"resourceLogs":[{"scopeLogs":[]}]})").outcome == Outcome::NoSpan);
  CHECK(decoded(R"({"resourceMetrics":[]})").outcome == Outcome::NoSpan);
  CHECK(decoded(R"({"resource_metrics":[]})").outcome == Outcome::NoSpan);
  CHECK(decoded(R"({"resource":{},"spans":[]})").outcome == Outcome::NoSpan);
}

TEST_CASE(
    "input/otlp_json: old collectors' names of enumerators and of scopeSpans are understood") {
  const Decoded got = decoded(
      R"({"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":[{)"
      R"("traceId":"000000000000000000000000000000aa","spanId":"0000000000000001","name":"n",)"
      R"("kind":"SPAN_KIND_SERVER","status":{"code":"STATUS_CODE_ERROR"}}]}]}]})");
  CHECK(got.spans == "aa/1<- seu - -   'n'\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/otlp_json: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(
      R"({"resourceSpans":[{"scopeSpans":[{"spans":[3,{)"
      R"("traceId":"000000000000000000000000000000aa","spanId":"0000000000000001","name":7,)"
      R"("kind":"WRONG","status":4,"attributes":{}}]}]}]})");
  CHECK(got.faults ==
        "bad-field: span is 3, expected an object\n"
        "bad-field: name is 7, expected text\n"
        "bad-field: kind is \"WRONG\", expected a number or name of OTLP\n"
        "bad-field: status is 4, expected an object\n"
        "bad-field: attributes is {}, expected a list\n");
}

TEST_CASE("input/otlp_json: the snake_case of protobuf libraries reads as camelCase does") {
  const Decoded got = decoded(
      R"({"resource_spans":[{"resource":{"attributes":[{"key":"service.name","value":)"
      R"({"string_value":"ai"}}]},"scope_spans":[{"spans":[{"trace_id":"AAAAAAAAAAAAAAAAAAAAqg==",)"
      R"("span_id":"AAAAAAAAALs=","parent_span_id":"AAAAAAAAAMw=","name":"chat",)"
      R"("kind":"SPAN_KIND_CLIENT","start_time_unix_nano":"10","end_time_unix_nano":20,"flags":768,)"
      R"("attributes":[{"key":"cost.usd","value":{"double_value":0.5}}],"status":{"code":1}}]}]}]})");
  CHECK(got.format == "otlp-json");
  CHECK(got.spans == "aa/bb<cc cor 10 20 ai  'chat' cost.usd=0.5:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/otlp_json: one ResourceSpans alone is read, whatever its keys come first") {
  const std::string spans =
      R"(:[{"spans":[{"traceId":"000000000000000000000000000000aa","spanId":"0000000000000001"}]}])";
  const std::string resource =
      R"("resource":{"attributes":[{"key":"service.name","value":{"stringValue":"java"}}]})";
  for (const std::string key : {"scopeSpans", "scope_spans", "instrumentationLibrarySpans",
                                "instrumentation_library_spans"}) {
    CAPTURE(key);
    const std::string expected = "aa/1<- uuu - - java  ''\n";
    CHECK(decoded(fmt::format("{{{},\"{}\"{}}}", resource, key, spans)).spans == expected);
    CHECK(decoded(fmt::format("{{\"{}\"{},{}}}", key, spans, resource)).spans == expected);
  }
}

TEST_CASE("input/otlp_json: base64 ids are read, and zeros are none in it too") {
  const auto ids = [](std::string_view trace, std::string_view span, std::string_view parent) {
    return decoded(request(R"({"traceId":")" + std::string(trace) + R"(","spanId":")" +
                           std::string(span) + R"(","parentSpanId":")" + std::string(parent) +
                           "\"}"));
  };
  CHECK(ids("/+8AAAAAAAAAAAAAAAAAAQ==", "//////////8=", "AAAAAAAAAAA=").spans ==
        "ffef0000000000000000000000000001/ffffffffffffffff<- uuu - - ai  ''\n");
  const Decoded zeros = ids("AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAA=", "");
  CHECK(zeros.spans == "-/-<- uuu - - ai  ''\n");
  CHECK(zeros.faults ==
        "bad-id: traceId is \"AAAAAAAAAAAAAAAAAAAAAA==\", expected 32 hex digits, not all zero\n"
        "bad-id: spanId is \"AAAAAAAAAAA=\", expected 16 hex digits, not all zero\n");
  CHECK(ids("AAAAAAAAAAAAAAAAAAAAqg=", "AAAAAAAAALs", "AAAA*AAAAMw=").faults ==
        "bad-id: traceId is \"AAAAAAAAAAAAAAAAAAAAqg=\", expected 32 hex digits, not all zero\n"
        "bad-id: spanId is \"AAAAAAAAALs\", expected 16 hex digits, not all zero\n"
        "bad-id: parentSpanId is \"AAAA*AAAAMw=\", expected 16 hex digits or null\n");
}

TEST_CASE("input/otlp_json: times in halves are joined") {
  CHECK(with_members(R"("startTimeUnixNano":{"low":705032704,"high":418025999},)"
                     R"("endTimeUnixNano":{"low":-1,"high":418025999})")
            .spans.substr(12, 39) == "1795407995287761408 1795407998877695999");
}

TEST_CASE("input/otlp_json: a key that stands twice in a span condemns the record") {
  for (const char* members :
       {R"("traceId":"000000000000000000000000000000aa")", R"("name":"first","name":"last")",
        R"("events":[],"status":{},"events":[])", R"("trace_state":"","trace_state":"")"}) {
    CAPTURE(members);
    CHECK(with_members(members).outcome == Outcome::Damaged);
    CHECK(with_members(members).spans.empty());
  }
}

TEST_CASE("input/otlp_json: a key that stands twice elsewhere counts with its last value") {
  CHECK(with_members(R"("status":{"code":1,"code":2})").spans == "aa/bb<- ueu - - ai  ''\n");
}

TEST_CASE("input/otlp_json: answers of Tempo and of Jaeger's third API hold OTLP JSON") {
  const std::string groups =
      R"([{"scopeSpans":[{"spans":[{"traceId":"000000000000000000000000000000aa",)"
      R"("spanId":"0000000000000001","name":"x"}]}]}])";
  struct Answer {
    std::string json;
    std::string_view format;
  };
  for (const Answer& answer : std::to_array<Answer>({
           {R"({"batches":)" + groups + "}", "tempo-json"},
           {R"({"trace":{"resourceSpans":)" + groups + R"(},"status":"COMPLETE"})", "tempo-json"},
           {R"({"trace":{"batches":)" + groups + "}}", "tempo-json"},
           {R"({"result":{"resourceSpans":)" + groups + "}}", "jaeger-v3-json"},
           {R"({"result":{"resource_spans":)" + groups + "}}", "jaeger-v3-json"},
       })) {
    CAPTURE(answer.json);
    const Decoded got = decoded(answer.json);
    CHECK(got.format == answer.format);
    CHECK(got.spans == "aa/1<- uuu - -   'x'\n");
    CHECK(got.faults == "");
  }
}

}  // namespace trace_cost::input
