#include "input/php_console.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kContext =
    R"("context":{"trace_id":"000000000000000000000000000000aa","span_id":"00000000000000bb",)"
    R"("trace_state":"","trace_flags":1})";

}  // namespace

TEST_CASE("input/php_console: a whole span is read") {
  const Decoded got = decoded(
      R"({"name":"chat",)" + std::string(kContext) +
      R"(,"resource":{"service.name":"php-app","service.instance.id":"i"},)"
      R"("parent_span_id":"00000000000000cc","kind":"KIND_CLIENT","start":1795364429089379116,)"
      R"("end":1795364429110279963,"attributes":{"user.id":"alice","cost.usd":1,)"
      R"("http.url":"https:\/\/x\/y"},"status":{"code":"Error","description":"d"},)"
      R"("events":[{"name":"e","timestamp":1,"attributes":{"user.id":"no"}}],"links":[],)"
      R"("schema_url":""})");
  CHECK(got.outcome == Decoding::Outcome::Spans);
  CHECK(got.format == "php-console");
  CHECK(got.spans ==
        "aa/bb<cc ceu 1795364429089379116 1795364429110279963 php-app i 'chat' user.id=alice:t "
        "cost.usd=1:n http.url=https://x/y:t\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/php_console: empty sets are lists, an empty parent makes a root") {
  const Decoded got =
      decoded("{" + std::string(kContext) +
              R"(,"resource":[],"parent_span_id":"","kind":"KIND_INTERNAL","start":0,)"
              R"("attributes":[],"status":{"code":"Unset"}})");
  CHECK(got.spans == "aa/bb<- iuu - -   ''\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/php_console: fields of another type are named, and the span is kept") {
  const Decoded got = decoded("{" + std::string(kContext) +
                              R"(,"name":1,"resource":"x","parent_span_id":5,"kind":"SERVER",)"
                              R"("start":1.5,"end":"x","attributes":7,"status":{"code":3}})");
  CHECK(got.spans == "aa/bb<- uuu - -   '1'\n");
  CHECK(got.faults ==
        "bad-field: name is 1, expected text\n"
        "bad-field: resource is \"x\", expected an object\n"
        "bad-id: parent_span_id is 5, expected 16 hex digits or null\n"
        "bad-field: kind is \"SERVER\", expected KIND_SERVER or the like\n"
        "bad-time: start is 1.5, expected nanoseconds since 1970, up to the year 2262\n"
        "bad-time: end is \"x\", expected nanoseconds since 1970, up to the year 2262\n"
        "bad-field: attributes is 7, expected an object\n"
        "bad-field: status.code is 3, expected Unset, Ok or Error\n");
}

}  // namespace trace_cost::input
