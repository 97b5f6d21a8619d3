#include "input/phoenix_json.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

std::string span(std::string_view members) {
  return R"({"name":"n","context":{"trace_id":"000000000000000000000000000000aa",)"
         R"("span_id":"00000000000000bb"},"start_time":"1970-01-01T01:00:01.5+01:00")" +
         std::string(members.empty() ? "" : ",") + std::string(members) + "}";
}

Decoded with_attributes(std::string_view attributes) {
  return decoded(span(R"("span_kind":"CHAIN","attributes":)" + std::string(attributes)));
}

constexpr std::string_view kPlain = "aa/bb<- uuu 1500000000 -   'n'";

}  // namespace

TEST_CASE("input/phoenix_json: a whole span is read") {
  const Decoded got =
      decoded(span(R"("id":"U3Bhbjo0","span_kind":"LLM","parent_id":"00000000000000cc",)"
                   R"("end_time":"1970-01-01T00:00:02.000001+00:00","status_code":"ERROR",)"
                   R"("status_message":"m","attributes":{"user.id":"alice","cost.usd":3.9e-05},)"
                   R"("events":[{"name":"e","attributes":{"user.id":"no"}}])"));
  CHECK(got.outcome == Decoding::Outcome::Spans);
  CHECK(got.format == "phoenix-json");
  CHECK(got.spans ==
        "aa/bb<cc ueu 1500000000 2000001000   'n' user.id=alice:t cost.usd=3.9e-05:n "
        "gen_ai.operation.name=chat:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/phoenix_json: a page of the REST API is read span by span") {
  const Decoded got = decoded(R"({"data":[)" + span(R"("span_kind":"CHAIN")") + "," +
                              span(R"("span_kind":"TOOL","parent_id":"00000000000000cc")") +
                              R"(,5],"next_cursor":null})");
  CHECK(got.spans == std::string(kPlain) + "\naa/bb<cc uuu 1500000000 -   'n'\n");
  CHECK(got.faults == "bad-field: data[] is 5, expected an object\n");
}

TEST_CASE("input/phoenix_json: attributes may be flat, nested, or both") {
  const auto shown = [](std::string_view attributes) {
    const std::string spans = with_attributes(attributes).spans;
    return spans.substr(kPlain.size(), spans.size() - kPlain.size() - 1);
  };
  CHECK(shown(R"({"user":{"id":"alice","name":"A"},"cost.usd":1})") ==
        " user.id=alice:t cost.usd=1:n");
  CHECK(shown(R"({"gen_ai":{"usage.input_tokens":5,"usage":{"output_tokens":1}}})") ==
        " gen_ai.usage.input_tokens=5:n");
  CHECK(shown(R"({"user":{"id":{"id":1}},"cost":{"usd":[0]}})") ==
        " user.id={\"id\":1}:o cost.usd=[0]:o");
  CHECK(shown(R"({"user":[{"id":1}],"cost":null})") == "");
  CHECK(shown("{}") == "");
  std::string deep = R"({"user.id":"deepest"})";
  for (int i = 0; i < 100; ++i) deep.insert(0, R"({"a":)").append(R"(,"b":{}})");
  CHECK(shown(R"({"x":)" + deep + R"(,"user.id":"alice"})") == " user.id=alice:t");
  const std::string long_key(2000, 'k');
  CHECK(shown("{\"" + long_key + "\":{\"user.id\":1},\"user\":{\"" + long_key +
              "\":1,\"id\":2}}") == " user.id=2:n");
}

TEST_CASE("input/phoenix_json: an LLM span that names its operation keeps it") {
  CHECK(decoded(span(R"("span_kind":"LLM","attributes":{"gen_ai.operation.name":"embeddings"})"))
            .spans.starts_with(std::string(kPlain) + " gen_ai.operation.name=embeddings:t"));
}

TEST_CASE("input/phoenix_json: fields of another type are named, and the span is kept") {
  const Decoded got =
      decoded(R"({"name":3,"context":{"trace_id":"some text","span_id":"other"},"span_kind":"LLM",)"
              R"("parent_id":"more","start_time":"now","end_time":5,"status_code":"WHAT",)"
              R"("attributes":[]})");
  CHECK(got.spans == "-/-<- uuu - -   '3' gen_ai.operation.name=chat:t\n");
  CHECK(got.faults ==
        "bad-field: name is 3, expected text\n"
        "bad-id: trace_id is \"some text\", expected 32 hex digits, not all zero\n"
        "bad-id: span_id is \"other\", expected 16 hex digits, not all zero\n"
        "bad-id: parent_id is \"more\", expected 16 hex digits or null\n"
        "bad-time: start_time is \"now\", expected a time like 2026-11-22T15:53:54.403081Z, from "
        "1970 to 2262\n"
        "bad-time: end_time is 5, expected a time like 2026-11-22T15:53:54.403081Z, from 1970 to "
        "2262\n"
        "bad-field: status_code is \"WHAT\", expected UNSET, OK or ERROR\n"
        "bad-field: attributes is [], expected an object\n");
}

}  // namespace trace_cost::input
