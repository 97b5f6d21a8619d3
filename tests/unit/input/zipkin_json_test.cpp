#include "input/zipkin_json.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

Decoded with_members(std::string_view members) {
  return decoded(R"({"traceId":"00000000000000aa","id":"00000000000000bb","name":"n")" +
                 std::string(members.empty() ? "" : ",") + std::string(members) + "}");
}

}  // namespace

TEST_CASE("input/zipkin_json: a whole span is read, its tags as text") {
  const Decoded got = decoded(
      R"({"traceId":"000000000000000000000000000000aa","id":"00000000000000bb",)"
      R"("parentId":"00000000000000cc","name":"chat","timestamp":1000001,"duration":1500,)"
      R"("localEndpoint":{"serviceName":"ai","ipv4":"1.2.3.4"},"kind":"CLIENT",)"
      R"("remoteEndpoint":{"serviceName":"model"},"annotations":[{"timestamp":1,"value":"v"}],)"
      R"("tags":{"cost.usd":"1e-07","service.instance.id":"ai-0","user.id":"alice",)"
      R"("otel.status_code":"ERROR","error":""},"debug":true})");
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.format == "zipkin-json");
  CHECK(got.spans ==
        "aa/bb<cc ceu 1000001000 1001501000 ai ai-0 'chat' user.id=alice:t cost.usd=1e-07:t "
        "peer.service=model:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/zipkin_json: without optional fields a span is internal and its times unknown") {
  CHECK(with_members("").spans == "aa/bb<- iuu - -   'n'\n");
  CHECK(with_members("").faults == "");
  const Decoded got =
      with_members(R"("kind":null,"parentId":null,"timestamp":null,"duration":null,"tags":null,)"
                   R"("localEndpoint":null,"remoteEndpoint":{"serviceName":"nobody called it"})");
  CHECK(got.spans == "aa/bb<- iuu - -   'n'\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/zipkin_json: short ids get zeros in front") {
  CHECK(decoded(R"({"traceId":"aa","id":"b","parentId":"c","duration":1})").spans ==
        "aa/b<c iuu - -   ''\n");
  const Decoded got = decoded(R"({"traceId":"","id":"xyz","parentId":"0","duration":1})");
  CHECK(got.spans == "-/-<- iuu - -   ''\n");
  CHECK(got.faults ==
        "bad-id: traceId is \"\", expected 32 hex digits, not all zero\n"
        "bad-id: id is \"0000000000000xyz\", expected 16 hex digits, not all zero\n");
}

TEST_CASE("input/zipkin_json: times are microseconds, and may have a fraction") {
  struct Times {
    std::string_view members;
    std::string_view expected;
  };
  for (const Times& entry : std::to_array<Times>({
           {R"("timestamp":1795363702132964,"duration":3425)",
            "1795363702132964000 1795363702136389000"},
           {R"("timestamp":1800000000123456.8,"duration":0)",
            "1800000000123456800 1800000000123456800"},
           {R"("timestamp":2000,"duration":-1000)", "2000000 1000000"},
           {R"("timestamp":0,"duration":5)", "- -"},
           {R"("duration":5)", "- -"},
           {R"("timestamp":7)", "7000 -"},
       })) {
    CAPTURE(entry.members);
    const Decoded got = with_members(entry.members);
    CHECK(got.spans == "aa/bb<- iuu " + std::string(entry.expected) + "   'n'\n");
    CHECK(got.faults == "");
  }
}

TEST_CASE("input/zipkin_json: times that are none are named") {
  const Decoded got = with_members(R"("timestamp":-5,"duration":"long")");
  CHECK(got.spans == "aa/bb<- iuu - -   'n'\n");
  CHECK(got.faults ==
        "bad-time: timestamp is -5, expected microseconds since 1970, up to the year 2262\n"
        "bad-time: duration is \"long\", expected microseconds\n");
  CHECK(with_members(R"("timestamp":1,"duration":-2)").faults ==
        "bad-time: a duration of -2000 ns leads out of the years 1970 to 2262\n");
  CHECK(with_members(R"("timestamp":9222999999999999,"duration":9222999999999999)").faults ==
        "bad-time: a duration of 9222999999999999000 ns leads out of the years 1970 to 2262\n");
}

TEST_CASE("input/zipkin_json: the status stands in the tags, in whatever order") {
  struct Tags {
    std::string_view tags;
    char expected;
  };
  for (const Tags& entry : std::to_array<Tags>({
           {R"("otel.status_code":"OK")", 'o'},
           {R"("otel.status_code":"ERROR")", 'e'},
           {R"("otel.status_code":"OK","error":"x")", 'o'},
           {R"("error":"x","otel.status_code":"OK")", 'o'},
           {R"("error":"")", 'e'},
           {R"("error":"false")", 'u'},
           {R"("error":null)", 'u'},
           {R"("otel.status_code":"what")", 'u'},
       })) {
    CAPTURE(entry.tags);
    CHECK(with_members(R"("tags":{)" + std::string(entry.tags) + "}").spans.at(9) ==
          entry.expected);
  }
}

TEST_CASE("input/zipkin_json: fields of another type are named, and the span is kept") {
  const Decoded got =
      decoded(R"({"traceId":7,"id":"00000000000000bb","name":5,"kind":"WRONG","tags":[],)"
              R"("localEndpoint":"ai","parentId":{}})");
  CHECK(got.spans == "-/bb<- uuu - -   '5'\n");
  CHECK(got.faults ==
        "bad-id: traceId is 7, expected 32 hex digits, not all zero\n"
        "bad-field: name is 5, expected text\n"
        "bad-field: kind is \"WRONG\", expected CLIENT, SERVER, PRODUCER or CONSUMER\n"
        "bad-field: tags is [], expected an object\n"
        "bad-field: localEndpoint is \"ai\", expected an object\n"
        "bad-id: parentId is {}, expected 16 hex digits or null\n");
}

TEST_CASE("input/zipkin_json: an app's own log line with these ids is no span") {
  CHECK(decoded(R"({"traceId":"aa","id":"b","message":"x","timestamp":5})").outcome ==
        Outcome::NoSpan);
  CHECK(decoded(R"({"traceId":"aa","id":"b","spanId":"c","name":"x"})").outcome == Outcome::NoSpan);
}

}  // namespace trace_cost::input
