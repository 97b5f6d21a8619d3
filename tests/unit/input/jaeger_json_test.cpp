#include "input/jaeger_json.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

// A trace "aa" of one span "bb" of the service "ai".
Decoded with_members(std::string_view members) {
  return decoded(R"({"traceID":"aa","spans":[{"traceID":"aa","spanID":"bb","processID":"p1",)"
                 R"("operationName":"n")" +
                 std::string(members.empty() ? "" : ",") + std::string(members) +
                 R"(}],"processes":{"p1":{"serviceName":"ai"}}})");
}

std::string parent_after(std::string_view references) {
  const std::string spans = with_members(R"("references":[)" + std::string(references) + "]").spans;
  return spans.substr(6, spans.find(' ') - 6);
}

}  // namespace

TEST_CASE("input/jaeger_json: a whole span is read, its process behind it") {
  const Decoded got = decoded(
      R"({"data":[{"traceID":"000000000000000000000000000000aa","spans":[{)"
      R"("traceID":"000000000000000000000000000000aa","spanID":"00000000000000bb","flags":1,)"
      R"("operationName":"chat","references":[{"refType":"CHILD_OF",)"
      R"("traceID":"000000000000000000000000000000aa","spanID":"00000000000000cc"}],)"
      R"("startTime":1000001,"duration":1500,"tags":[)"
      R"({"key":"cost.usd","type":"float64","value":3.9e-05},)"
      R"({"key":"user.id","type":"string","value":"alice"},)"
      R"({"key":"span.kind","type":"string","value":"client"}],)"
      R"("logs":[{"timestamp":1,"fields":[{"key":"user.id","type":"string","value":"no"}]}],)"
      R"("processID":"p1","warnings":null}],"processes":{"p1":{"serviceName":"ai","tags":[)"
      R"({"key":"service.instance.id","type":"string","value":"ai-0"},)"
      R"({"key":"tenant.id","type":"string","value":"acme"}]}},"warnings":null}],)"
      R"("total":0,"limit":0,"offset":0,"errors":null})");
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.format == "jaeger-json");
  CHECK(got.spans ==
        "aa/bb<cc cuu 1000001000 1001501000 ai ai-0 'chat' user.id=alice:t cost.usd=3.9e-05:n "
        "tenant.id=acme:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/jaeger_json: a trace alone, a span alone and the UI's own trace are read") {
  CHECK(with_members("").spans == "aa/bb<- uuu - - ai  'n'\n");
  CHECK(decoded(R"({"traceID":"aa","spanID":"bb","operationName":"n",)"
                R"("process":{"serviceName":"ai","tags":[]}})")
            .spans == "aa/bb<- uuu - - ai  'n'\n");
  CHECK(decoded(R"({"data":{"services":[],"traceID":"aa","processes":{"p1":{"serviceName":"ai"}},)"
                R"("spans":[{"traceID":"aa","spanID":"bb","processID":"p1"}]}})")
            .spans == "aa/bb<- uuu - - ai  ''\n");
}

TEST_CASE("input/jaeger_json: the parent is the first CHILD_OF of the trace, else FOLLOWS_FROM") {
  constexpr std::string_view kChild = R"({"refType":"CHILD_OF","traceID":"aa","spanID":"c"})";
  constexpr std::string_view kOther = R"({"refType":"CHILD_OF","traceID":"aa","spanID":"d"})";
  constexpr std::string_view kFollows = R"({"refType":"FOLLOWS_FROM","traceID":"aa","spanID":"f"})";
  constexpr std::string_view kLink = R"({"refType":"CHILD_OF","traceID":"ee","spanID":"1"})";
  const auto list = [](std::string_view a, std::string_view b) {
    return std::string(a) + "," + std::string(b);
  };
  CHECK(parent_after("") == "-");
  CHECK(parent_after(kChild) == "c");
  CHECK(parent_after(list(kChild, kOther)) == "c");
  CHECK(parent_after(list(kFollows, kChild)) == "c");
  CHECK(parent_after(list(kLink, kFollows)) == "f");
  CHECK(parent_after(kLink) == "-");
  CHECK(with_members(R"("references":null,"parentSpanID":"c")").spans.starts_with("aa/bb<c "));
  CHECK(with_members(R"("references":[],"parentSpanID":"")").spans.starts_with("aa/bb<- "));
  CHECK(with_members(R"("references":[],"parentSpanID":"0")").spans.starts_with("aa/bb<- "));
}

TEST_CASE("input/jaeger_json: values keep their kinds, also where a number came as text") {
  struct Tag {
    std::string_view tag;
    std::string_view expected;
  };
  for (const Tag& entry : std::to_array<Tag>({
           {R"("type":"string","value":"0.5")", "0.5:t"},
           {R"("type":"float64","value":1e-07)", "1e-07:n"},
           {R"("type":"int64","value":"9223372036854775807")", "9223372036854775807:n"},
           {R"("type":"bool","value":true)", "true:b"},
           {R"("type":"bool","value":"true")", "true:b"},
           {R"("type":"binary","value":"AAEC")", "AAEC:t"},
           {R"("value":5)", "5:n"},
           {R"("type":"string","value":null)", "null:0"},
       })) {
    CAPTURE(entry.tag);
    CHECK(with_members(R"("tags":[{"key":"cost.usd",)" + std::string(entry.tag) + "}]").spans ==
          "aa/bb<- uuu - - ai  'n' cost.usd=" + std::string(entry.expected) + "\n");
  }
}

TEST_CASE("input/jaeger_json: kind and status stand in the tags") {
  const auto shown = [](std::string_view key, std::string_view value) {
    return with_members(R"("tags":[{"key":")" + std::string(key) + R"(","value":)" +
                        std::string(value) + "}]")
        .spans.substr(8, 2);
  };
  CHECK(shown("span.kind", R"("server")") == "su");
  CHECK(shown("span.kind", R"("consumer")") == "qu");
  CHECK(shown("span.kind", R"("what")") == "uu");
  CHECK(shown("error", "true") == "ue");
  CHECK(shown("error", R"("true")") == "ue");
  CHECK(shown("error", "false") == "uu");
  CHECK(shown("otel.status_code", R"("OK")") == "uo");
  CHECK(shown("otel.status_code", R"("ERROR")") == "ue");
}

TEST_CASE("input/jaeger_json: every span gets its own process, one it names or one in it") {
  const Decoded got = decoded(
      R"({"traceID":"aa","processes":{"p1":{"serviceName":"a"},"p2":{"serviceName":"b"}},"spans":[)"
      R"({"traceID":"aa","spanID":"1","processID":"p2"},{"traceID":"aa","spanID":"2",)"
      R"("processID":"p1"},{"traceID":"aa","spanID":"3","processID":"p9"},{"traceID":"aa",)"
      R"("spanID":"4","process":{"serviceName":"c"},"processID":"p1"},{"traceID":"aa",)"
      R"("spanID":"5"}]})");
  CHECK(got.spans ==
        "aa/1<- uuu - - b  ''\naa/2<- uuu - - a  ''\naa/3<- uuu - -   ''\naa/4<- uuu - - c  ''\n"
        "aa/5<- uuu - -   ''\n");
  CHECK(got.faults == "bad-field: a span names a process that the trace does not have\n");
}

TEST_CASE("input/jaeger_json: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(
      R"({"data":[7,{"traceID":"aa","spans":[3,{"traceID":"x","spanID":5,"operationName":6,)"
      R"("references":[1],"startTime":"soon","duration":"invalid","tags":[2],"processID":9}],)"
      R"("processes":[]}],"x":[{"traceID":"aa","spans":[]}]})");
  CHECK(got.outcome == Outcome::NoSpan);
  const Decoded first = decoded(
      R"({"data":[{"traceID":"aa","spans":[3,{"traceID":"x","spanID":5,"operationName":6,)"
      R"("references":[1],"startTime":"soon","duration":"invalid","tags":[2],"processID":9}],)"
      R"("processes":[]},7]})");
  CHECK(first.spans == "-/-<- uuu - -   '6'\n");
  CHECK(first.faults ==
        "bad-field: spans[] is 3, expected an object\n"
        "bad-id: traceID is \"0000000000000000000000000000000x\", expected 32 hex digits, not all "
        "zero\n"
        "bad-id: spanID is 5, expected 16 hex digits, not all zero\n"
        "bad-field: operationName is 6, expected text\n"
        "bad-field: references[] is 1, expected an object\n"
        "bad-time: startTime is \"soon\", expected microseconds since 1970, up to the year 2262\n"
        "bad-time: duration is \"invalid\", expected microseconds\n"
        "bad-field: tags[] is 2, expected an object\n"
        "bad-field: processes is [], expected an object\n"
        "bad-field: data[] is 7, expected an object\n");
}

TEST_CASE("input/jaeger_json: an answer without traces is one all the same, an app's JSON is not") {
  CHECK(decoded(R"({"data":[{"traceID":"aa","spans":[],"processes":{}}]})").outcome ==
        Outcome::Spans);
  CHECK(decoded(R"({"data":[],"total":0})").outcome == Outcome::NoSpan);
  CHECK(decoded(R"({"traceID":"aa","message":"x"})").outcome == Outcome::NoSpan);
}

}  // namespace trace_cost::input
