#include "input/foreign_formats.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

std::string name_of(const ForeignFormat* format) {
  return format == nullptr ? "-" : std::string(format->name);
}

}  // namespace

TEST_CASE("input/foreign_formats: files that are not unpacked are known by their first bytes") {
  CHECK(name_of(foreign_by_magic(std::string_view("\xFD"
                                                  "7zXZ\0",
                                                  6))) == "xz");
  CHECK(name_of(foreign_by_magic("BZh9")) == "bzip2");
  CHECK(name_of(foreign_by_magic("\x04\x22\x4D\x18")) == "lz4");
  CHECK(name_of(foreign_by_magic("PK\x03\x04")) == "a zip archive");
  CHECK(name_of(foreign_by_magic("")) == "-");
  CHECK(name_of(foreign_by_magic("\x1F")) == "-");
  CHECK(name_of(foreign_by_magic("\xEF\xBB\xBF{")) == "-");
  CHECK(name_of(foreign_by_magic(std::string_view("\n\0\0", 3))) == "-");
}

TEST_CASE("input/foreign_formats: NULs in its first bytes make a file a binary one") {
  CHECK(name_of(binary_by_head(std::string_view("\n\xC0\x02\0", 4))) == "a binary file");
  CHECK(name_of(binary_by_head("text")) == "-");
  CHECK(name_of(binary_by_head("")) == "-");
}

TEST_CASE("input/foreign_formats: dumps of other tools are known by their keys") {
  struct Dump {
    std::string_view expected;
    std::string_view json;
  };
  for (const Dump& entry : std::to_array<Dump>({
           {"Langfuse's list of traces", R"({"id":"t","userId":"alice","bookmarked":false})"},
           {"Langfuse's list of traces", R"({"data":[{"id":"t","bookmarked":false}],"meta":{}})"},
       })) {
    CAPTURE(entry.json);
    const Decoded got = decoded(entry.json);
    CHECK(got.outcome == Decoding::Outcome::Foreign);
    CHECK(got.format == entry.expected);
  }
}

TEST_CASE("input/foreign_formats: an app's own JSON is not called a dump") {
  for (const std::string_view json : {
           R"({"level":"info","data":{"id":1}})",
           R"({"data":[]})",
           R"({"data":[[1]]})",
           R"({"data":"x","result":"ok","trace":"Traceback"})",
           R"({"result":{"spans":3}})",
           R"({"batches":5})",
           R"({"id":1,"name":"x","trace":null})",
           R"({"log":"x"})",
           R"({"traceId":"a","spanId":"b","message":"a log line with ids"})",
       }) {
    CAPTURE(json);
    CHECK(decoded(json).outcome == Decoding::Outcome::NoSpan);
  }
}

TEST_CASE("input/foreign_formats: dumps of other tools are known by their lines") {
  CHECK(name_of(foreign_by_line("Span(name=\"x\", context=SpanContext(trace_id=0xf7, ...\n")) ==
        "a Python repr of span objects (print(span), or the console exporter up to SDK 0.7)");
  CHECK(name_of(foreign_by_line("INFO: 'chat' : f7 e0 SERVER [tracer: x:1] {}\n")) ==
        "Java's LoggingSpanExporter");
  CHECK(name_of(foreign_by_line("#<struct OpenTelemetry::SDK::Trace::SpanData\n")) ==
        "Ruby's console exporter");
  CHECK(name_of(foreign_by_line("GET /traces 200 traceId=f792\n")) == "-");
}

}  // namespace trace_cost::input
