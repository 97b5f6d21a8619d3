#include "input/aws_xray.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

// A finished segment "bb" of the service "shop".
std::string segment(std::string_view members) {
  return R"({"id":"00000000000000bb","name":"shop","start_time":1.5,"end_time":2.000001,)"
         R"("trace_id":"1-00000000-0000000000000000000000aa")" +
         std::string(members.empty() ? "" : ",") + std::string(members) + "}";
}

std::string as_text(std::string_view json) {
  std::string text;
  for (const char c : json) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return "\"" + text + "\"";
}

std::string traces(std::string_view documents) {
  return R"({"Traces":[{"Id":"1-0","Segments":[)" + std::string(documents) + "]}]}";
}

std::string document(std::string_view json) {
  return R"({"Id":"b","Document":)" + as_text(json) + "}";
}

}  // namespace

TEST_CASE("input/aws_xray: a segment is a SERVER span of the service it names") {
  const Decoded got = decoded(segment(
      R"("in_progress":false,"user":"alice","parent_id":"00000000000000cc","fault":true,)"
      R"("http":{"request":{"method":"POST"},"response":{"status":502}},)"
      R"("annotations":{"cost_usd":0.00123,"other":1},)"
      R"("metadata":{"default":{"tenant.id":"acme","gen_ai":{"usage":{"input_tokens":5}}}},)"
      R"("aws":{"xray":{"sdk":"x"}},"service":{"runtime":"CPython"})"));
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.format == "aws-xray");
  CHECK(got.spans ==
        "aa/bb<cc ser 1500000000 2000001000 shop  'shop' user.id=alice:t cost.usd=0.00123:n "
        "tenant.id=acme:t gen_ai.usage.input_tokens=5:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/aws_xray: subsegments are its children, whatever the order of the keys") {
  const Decoded got = decoded(segment(
      R"("subsegments":[{"subsegments":[{"id":"0000000000000002","name":"hash","start_time":1,)"
      R"("end_time":2}],"id":"0000000000000001","name":"db","namespace":"aws","start_time":1,)"
      R"("end_time":2,"annotations":{"cost_usd":"0.5"},"throttle":true},)"
      R"({"id":"0000000000000003","name":"host","namespace":"remote","start_time":1,)"
      R"("in_progress":true}],"user":"alice")"));
  CHECK(got.spans ==
        "aa/1<bb cel 1000000000 2000000000 shop  'db' cost.usd=0.5:t\n"
        "aa/2<1 iul 1000000000 2000000000 shop  'hash'\n"
        "aa/3<bb cul 1000000000 - shop  'host'\n"
        "aa/bb<- suu 1500000000 2000001000 shop  'shop' user.id=alice:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/aws_xray: a subsegment that came alone has a parent and no service") {
  CHECK(decoded(R"({"type":"subsegment","trace_id":"1-00000000-0000000000000000000000aa",)"
                R"("id":"0000000000000001","parent_id":"00000000000000bb","name":"db",)"
                R"("start_time":1.7953637023E9,"in_progress":true})")
            .spans == "aa/1<bb iul 1795363702300000000 -   'db'\n");
}

TEST_CASE("input/aws_xray: seconds are read from their digits") {
  CHECK(
      decoded(R"({"id":"00000000000000bb","name":"n","start_time":1795364994.2762184,)"
              R"("end_time":1795364994.2965236,"trace_id":"1-00000000-0000000000000000000000aa"})")
          .spans == "aa/bb<- suu 1795364994276218400 1795364994296523600 n  'n'\n");
}

TEST_CASE("input/aws_xray: batch-get-traces wraps documents in texts; a broken one costs itself") {
  const Decoded got = decoded(
      traces(document(segment(R"("user":"\"alice\"")")) + "," + document("{\"id\": ") + "," +
             document("[]") + R"(,{"Document":5},7,)" +
             document(R"({"id":"00000000000000cc","name":"bank","start_time":3,"in_progress":true,)"
                      R"("trace_id":"1-00000000-0000000000000000000000aa",)"
                      R"("annotations":{"user_id":"bob"}})")));
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.spans ==
        "aa/bb<- suu 1500000000 2000001000 shop  'shop' user.id=\"alice\":t\n"
        "aa/cc<- suu 3000000000 - bank  'bank' user.id=bob:t\n");
  CHECK(got.faults.find("record-broken: a segment document that is no JSON: ") !=
        std::string::npos);
  CHECK(got.faults.find("bad-field: Document is 5, expected a segment as text\n"
                        "bad-field: Segments[] is 7, expected an object\n") != std::string::npos);
}

TEST_CASE("input/aws_xray: subsegments nested too deep are lost and said, the rest is read") {
  const auto nested = [](std::size_t depth) {
    std::string inner;
    for (std::size_t i = depth; i > 0; --i) {
      if (!inner.empty()) inner.insert(0, ",");
      inner.insert(
          0, fmt::format(R"("subsegments":[{{"id":"00000000000000{}","name":"d")", 10 + i % 80));
      inner.append("}]");
    }
    return decoded(traces(document(segment(inner + R"(,"user":"alice")"))));
  };
  const auto lines = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  };
  CHECK(lines(nested(63).spans) == 64);
  CHECK(nested(63).faults == "");
  CHECK(lines(nested(64).spans) == 64);
  CHECK(nested(64).faults == "record-too-deep: a subsegment nested deeper than 64 levels\n");
  CHECK(lines(nested(400).spans) == 64);
  CHECK(nested(400).spans.find("user.id=alice") != std::string::npos);
}

TEST_CASE("input/aws_xray: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(
      R"({"trace_id":"1-00000000-0000000000000000000000aa","id":5,"name":6,"start_time":"x",)"
      R"("end_time":-1,"subsegments":{},"annotations":[],"metadata":7,"http":"x","user":null})");
  CHECK(got.spans == "aa/-<- suu - - 6  '6' user.id=null:0\n");
  CHECK(got.faults ==
        "bad-id: id is 5, expected 16 hex digits, not all zero\n"
        "bad-field: name is 6, expected text\n"
        "bad-time: start_time is \"x\", expected seconds since 1970, up to the year 2262\n"
        "bad-time: end_time is -1, expected seconds since 1970, up to the year 2262\n"
        "bad-field: subsegments is {}, expected a list\n"
        "bad-field: annotations is [], expected an object\n"
        "bad-field: metadata is 7, expected an object\n"
        "bad-field: http is \"x\", expected an object\n");
}

TEST_CASE("input/aws_xray: an app's own JSON with the same keys is no segment") {
  CHECK(decoded(R"({"trace_id":"abc","id":1,"name":"job","start_time":1,"end_time":2})").outcome ==
        Outcome::NoSpan);
  CHECK(decoded(R"({"trace_id":7,"id":1,"name":"job","start_time":1,"end_time":2})").outcome ==
        Outcome::NoSpan);
  CHECK(decoded(R"({"format":"json","version":1})").outcome == Outcome::NoSpan);
}

}  // namespace trace_cost::input
