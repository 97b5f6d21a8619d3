#include "input/go_stdouttrace.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

Decoded with_members(std::string_view members) {
  return decoded(R"({"SpanContext":{"TraceID":"000000000000000000000000000000aa",)"
                 R"("SpanID":"00000000000000bb","TraceFlags":"01"},"SpanKind":1)" +
                 std::string(members.empty() ? "" : ",") + std::string(members) + "}");
}

}  // namespace

TEST_CASE("input/go_stdouttrace: a whole span is read") {
  const Decoded got = decoded(
      R"({"Name":"chat","SpanContext":{"TraceID":"000000000000000000000000000000aa",)"
      R"("SpanID":"00000000000000bb","TraceFlags":"01","TraceState":"","Remote":false},)"
      R"("Parent":{"TraceID":"000000000000000000000000000000aa","SpanID":"00000000000000cc",)"
      R"("TraceFlags":"01","TraceState":"","Remote":true},"SpanKind":3,)"
      R"("StartTime":"1970-01-01T05:30:01.5+05:30","EndTime":"1970-01-01T00:00:02Z",)"
      R"("Attributes":[{"Key":"user.id","Value":{"Type":"STRING","Value":"\u003calice"}},)"
      R"({"Key":"cost.usd","Value":{"Type":"FLOAT64","Value":0.00123}},)"
      R"({"Key":"stop","Value":{"Type":"STRINGSLICE","Value":["a"]}}],)"
      R"("Events":[{"Name":"e","Attributes":[{"Key":"user.id","Value":{"Type":"STRING",)"
      R"("Value":"no"}}],"Time":"1970-01-01T00:00:01Z"}],"Links":null,)"
      R"("Status":{"Code":"Error","Description":"d"},"DroppedAttributes":0,"ChildSpanCount":0,)"
      R"("Resource":[{"Key":"service.name","Value":{"Type":"STRING","Value":"go-app"}}],)"
      R"("InstrumentationLibrary":{"Name":"demo","Version":"","SchemaURL":""}})");
  CHECK(got.outcome == Decoding::Outcome::Spans);
  CHECK(got.format == "go-stdouttrace");
  CHECK(got.spans ==
        "aa/bb<cc cer 1500000000 2000000000 go-app  'chat' user.id=<alice:t cost.usd=0.00123:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/go_stdouttrace: a parent of zeros makes a root, whose place is not told") {
  CHECK(with_members(R"("Parent":{"TraceID":"00000000000000000000000000000000",)"
                     R"("SpanID":"0000000000000000","Remote":false})")
            .spans == "aa/bb<- iuu - -   ''\n");
  CHECK(with_members(R"("Parent":{"SpanID":"00000000000000cc","Remote":false})").spans ==
        "aa/bb<cc iul - -   ''\n");
}

TEST_CASE("input/go_stdouttrace: null lists and the year 1 are nothing at all") {
  const Decoded got =
      with_members(R"("Attributes":null,"Resource":null,"StartTime":"0001-01-01T00:00:00Z",)"
                   R"("EndTime":"0001-01-01T00:00:00Z","Status":{"Code":"Unset"})");
  CHECK(got.spans == "aa/bb<- iuu - -   ''\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/go_stdouttrace: what versions before 1.0 wrote is understood") {
  CHECK(with_members(R"("ParentSpanID":"00000000000000cc","HasRemoteParent":true,)"
                     R"("StatusCode":"Error")")
            .spans == "aa/bb<cc ier - -   ''\n");
  CHECK(with_members(R"("ParentSpanID":"0000000000000000","HasRemoteParent":false,)"
                     R"("StatusCode":"Ok")")
            .spans == "aa/bb<- iou - -   ''\n");
}

TEST_CASE("input/go_stdouttrace: kinds are numbers or names") {
  constexpr std::string_view kIds =
      R"({"SpanContext":{"TraceID":"000000000000000000000000000000aa",)"
      R"("SpanID":"00000000000000bb"},"SpanKind":)";
  struct Kind {
    std::string_view json;
    char expected;
  };
  for (const Kind& entry : std::to_array<Kind>({{"0", 'u'},
                                                {"2", 's'},
                                                {"5", 'q'},
                                                {"6", 'u'},
                                                {R"("server")", 's'},
                                                {R"("what")", 'u'},
                                                {"null", 'u'},
                                                {"{}", 'u'}})) {
    CAPTURE(entry.json);
    CHECK(decoded(std::string(kIds) + std::string(entry.json) + "}").spans.at(8) == entry.expected);
  }
}

TEST_CASE("input/go_stdouttrace: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(
      R"({"SpanContext":[],"SpanKind":9,"Name":1,"Parent":"x","StartTime":"now","EndTime":3,)"
      R"("Attributes":{},"Resource":[4,{"Key":"service.name","Value":7}],"Status":2})");
  CHECK(got.spans == "-/-<- uuu - -   '1'\n");
  CHECK(got.faults ==
        "bad-field: SpanContext is [], expected an object\n"
        "bad-field: SpanKind is 9, expected a number from 0 to 5\n"
        "bad-field: Name is 1, expected text\n"
        "bad-field: Parent is \"x\", expected an object\n"
        "bad-time: StartTime is \"now\", expected a time like 2026-11-22T15:53:54.403081Z, from "
        "1970 to 2262\n"
        "bad-time: EndTime is 3, expected a time like 2026-11-22T15:53:54.403081Z, from 1970 to "
        "2262\n"
        "bad-field: Attributes is {}, expected a list\n"
        "bad-field: Value is 7, expected an object\n"
        "bad-field: Status is 2, expected an object\n");
}

}  // namespace trace_cost::input
