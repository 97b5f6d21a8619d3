#include "input/rust_stdout.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "made_up_dump.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kResource =
    "Spans\nResource\n\tResource SchemaUrl: \"x\"\n\t ->  service.name=String(Owned(\"ai\"))\n"
    "\t ->  service.instance.id=String(Static(\"i1\"))\n";

// A span with these lines of attributes ("\t\t ->  key: value\n" each).
std::string span(std::string_view attributes = "") {
  return fmt::format(
      "Span #0\n\tInstrumentation Scope\n\t\tName         : \"demo\"\n\n\tName         : chat\n"
      "\tTraceId      : 000000000000000000000000000000aa\n\tSpanId       : 00000000000000bb\n"
      "\tTraceFlags   : TraceFlags(1)\n\tParentSpanId : 00000000000000cc\n\tKind         : Client\n"
      "\tStart time   : 1970-01-01 00:00:01.000001\n\tEnd time     : 1970-01-01 00:00:02.500000\n"
      "\tStatus       : Error {{ description: \"boom\" }}\n{}",
      attributes);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kBare = "aa/bb<cc ceu 1000001000 2500000000 ai i1 'chat'";

}  // namespace

TEST_CASE("input/rust_stdout: the resource is printed once and holds for all spans behind it") {
  const ReadDump got = read_dump(
      "hi\n" + replaced(span(), "00bb", "00ba") + std::string(kResource) + span() + "listening\n" +
      replaced(span(), "00bb", "00bd") + "Spans\n" + replaced(span(), "00bb", "00be"));
  CHECK(got.counts == "4/0/2 rust-stdout");
  CHECK(got.told == "");
  const std::string rest = "<cc ceu 1000001000 2500000000 ";
  CHECK(got.spans == "aa/ba" + rest + "  'chat'\naa/bb" + rest + "ai i1 'chat'\naa/bd" + rest +
                         "ai i1 'chat'\naa/be" + rest + "ai i1 'chat'\n");
}

TEST_CASE("input/rust_stdout: values lose what Debug puts around them") {
  struct Value {
    std::string_view printed;
    std::string_view expected;
  };
  for (const Value& entry : std::to_array<Value>({
           {"String(Owned(\"alice\"))", "alice:t"},
           {"String(Static(\"a) \\\"b\\\" \\u{1f600}\\n(\"))", "a) \"b\" 😀\n(:t"},
           {"String(\"alice\")", "alice:t"},
           {"I64(-7)", "-7:n"},
           {"F64(1e-7)", "1e-7:n"},
           {"F64(NaN)", "NaN:n"},
           {"Bool(true)", "true:b"},
           {"Array(I64([1, 2]))", "Array(I64([1, 2])):o"},
           {"alice", "alice:t"},
           {"0.5", "0.5:n"},
       })) {
    CAPTURE(entry.printed);
    const std::string line = fmt::format("\tAttributes:\n\t\t ->  user.id: {}\n", entry.printed);
    CHECK(read_dump(std::string(kResource) + span(line)).spans ==
          fmt::format("{} user.id={}\n", kBare, entry.expected));
  }
}

TEST_CASE("input/rust_stdout: lines of other threads, events and links are nobody's") {
  const std::string lines =
      "\tAttributes:\nworking {\n\t\t ->  user.id: String(Owned(\"a\"))\n\n\tEvents:\n\tEvent #0\n"
      "\tName      : SpanId\n\tAttributes:\n\t\t ->  cost.usd: F64(9.0)\n\tLinks:\n\tLink #0\n"
      "\tTraceId: 00\n\tSpanId : 00\n";
  const ReadDump got = read_dump(std::string(kResource) + span(lines) + "bye\n");
  CHECK(got.counts == "1/0/1 rust-stdout");
  CHECK(got.spans == kBare + " user.id=a:t\n");
}

TEST_CASE("input/rust_stdout: old versions, roots and statuses") {
  const std::string old =
      "Resource\n\t service.name=Static(\"ai\")\nSpan #0\n\t Instrumentation Scope\n\t\t Name: "
      "\"demo\"\n\n\t Name: \"chat\"\n\t TraceId: 000000000000000000000000000000aa\n"
      "\t SpanId: 00000000000000bb\n\t ParentSpanId: 0000000000000000\n\t Kind: Server\n"
      "\t Start time: 1970-01-01 00:00:01.000001\n\t End time: 1970-01-01 00:00:02.500000\n"
      "\t Status: Ok\n\t Attributes:\n\t Dropped attributes count: 0\n\t\t user.id: "
      "String(Owned(\"bob\"))\n";
  CHECK(read_dump(old).spans == "aa/bb<- sou 1000001000 2500000000 ai  'chat' user.id=bob:t\n");
  CHECK(read_dump(replaced(span(), "00000000000000cc", "None (root span)"))
            .spans.starts_with("aa/bb<- ceu"));
  CHECK(read_dump(replaced(span(), "Error {", "Unset {")).spans.starts_with("aa/bb<cc cuu"));
}

TEST_CASE("input/rust_stdout: what lacks ids or times, or has them twice, is damaged") {
  ReadDump got = read_dump(replaced(span(), "\tSpanId       : 00000000000000bb\n", "") + span());
  CHECK(got.counts == "1/1/0 rust-stdout");
  CHECK(got.told.ends_with("a span without its ids or times\n"));
  got = read_dump(replaced(span(), "\tKind", "\tTraceId: 00\n\tKind"));
  CHECK(got.told.ends_with("a record with two fields of one name\n"));
  const std::string whole = span();
  got = read_dump(std::string_view(whole).substr(0, whole.size() - 3));
  CHECK(got.counts == "0/1/0 ");
  CHECK(got.told.starts_with("record-cut "));
}

TEST_CASE("input/rust_stdout: words at the start of a line do not make a block") {
  const ReadDump got = read_dump("Spans\nResource\nSpan #1\nSpans are\nSpan # x\n\tInstrument\n");
  CHECK(got.counts.starts_with("0/0/"));
}

TEST_CASE("input/rust_stdout: a prefix before every line does no harm") {
  const ReadDump got = read_dump(
      prefixed("2026-11-22T16:03:47.628613123Z stdout F ", std::string(kResource) + span()));
  CHECK(got.counts == "1/0/0 rust-stdout");
  CHECK(got.spans == kBare + "\n");
}

}  // namespace trace_cost::input
