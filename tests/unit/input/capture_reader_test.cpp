#include "input/capture_reader.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "made_up_json.h"
#include "scratch_folder.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;

std::string span(int id, std::string_view attributes = "{}") {
  return fmt::format(
      "{{\n    \"name\": \"work {0}\",\n    \"context\": {{\n        \"trace_id\": "
      "\"0x000000000000000000000000000000aa\",\n        \"span_id\": \"0x{0:016x}\",\n        "
      "\"trace_state\": \"[]\"\n    }},\n    \"parent_id\": null,\n    \"start_time\": "
      "\"1970-01-01T00:00:01.{0:06}Z\",\n    \"end_time\": null,\n    \"attributes\": {1}\n}}\n",
      id, attributes);
}

std::string otlp_line(int id) {
  return fmt::format(
      "{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{{\"traceId\":"
      "\"000000000000000000000000000000aa\",\"spanId\":\"{:016x}\"}}]}}]}}]}}\n",
      id);
}

struct Reading {
  model::Capture capture;
  base::Diagnostics diagnostics;

  [[nodiscard]] const model::Source& source() const { return capture.sources().at(0); }
  // "parsed+ignored+quarantined", in bytes.
  [[nodiscard]] std::string account() const {
    return fmt::format("{}+{}+{}", source().parsed_bytes, source().ignored_bytes,
                       source().quarantined_bytes);
  }
  // "spans/damaged/ignored format".
  [[nodiscard]] std::string counts() const {
    return fmt::format("{}/{}/{} {}", source().spans, source().damaged, source().ignored,
                       source().format);
  }
  // "record-cut DataLoss 12:3 +45", one a line: code, severity, offset:line, bytes lost.
  [[nodiscard]] std::string told() const {
    constexpr std::array<std::string_view, 3> kSeverities{"info", "loss", "error"};
    std::string text;
    for (const base::Diagnostic& entry : diagnostics.kept()) {
      text += fmt::format("{} {} {}:{} +{}\n", name_of(entry.code),
                          kSeverities[static_cast<std::size_t>(entry.severity)], entry.offset,
                          entry.line, entry.bytes);
    }
    return text;
  }
};

Reading read(std::string_view text, Named named = Named::Directly, std::size_t step = 1U << 20) {
  Reading reading;
  const auto bytes = memory_source(text, step);
  read_source(*bytes, {{"a.log", named}}, test_selection(), reading.capture, reading.diagnostics);
  reading.capture.seal();
  return reading;
}

}  // namespace

TEST_CASE(
    "input/capture_reader: spans are read between prints, and every other line is ignored once") {
  const Reading reading =
      read("Received request from user-123: {json}: {\"a\": [1, 2]} {'k': 3}\n" + span(1) +
           "Response: ok\n\n" + span(2) + "bye\n");
  CHECK(reading.counts() == "2/0/3 python-console");
  CHECK(reading.told() == "");
  CHECK(reading.capture.spans().size() == 2);
}

TEST_CASE("input/capture_reader: formats may be mixed, and are named") {
  const Reading reading = read(span(1) + otlp_line(2) + span(3));
  CHECK(reading.counts() == "3/0/0 otlp-json+python-console");
}

TEST_CASE("input/capture_reader: lists, commas, a byte order mark and CRLF are no lines of text") {
  CHECK(read("\xEF\xBB\xBF[\r\n" + span(1) + ",\r\n" + span(2) + "]\r\n").counts() ==
        "2/0/0 python-console");
  CHECK(read("\xEF\xBB\xBF[" + span(1) + "]", Named::Directly, 1).counts() ==
        "1/0/0 python-console");
}

TEST_CASE("input/capture_reader: JSON that is no span is ignored, one a record") {
  const Reading reading = read("{\n  \"level\": \"info\",\n  \"msg\": \"x\"\n}\n" + span(1) +
                               "{\"body\": \"log\", \"trace_id\": \"0xaa\"}\n");
  CHECK(reading.counts() == "1/0/2 python-console");
  CHECK(reading.told() == "");
}

TEST_CASE("input/capture_reader: a record that is cut costs itself and says where it began") {
  const std::string whole = "hello\n" + span(1);
  const std::string cut = span(2).substr(0, 150);
  const Reading reading = read(whole + cut);
  CHECK(reading.counts() == "1/1/1 python-console");
  CHECK(reading.told() == fmt::format("record-cut loss {}:{} +150\n", whole.size(),
                                      std::count(whole.begin(), whole.end(), '\n') + 1));
  CHECK(reading.diagnostics.kept()[0].file == "a.log");
}

TEST_CASE("input/capture_reader: every byte is parsed, ignored or quarantined") {
  const std::string one = span(1);
  const std::size_t object = one.size() - 1;  // without the line feed behind it
  CHECK(read("hello\n" + one).account() == fmt::format("{}+7+0", object));
  CHECK(read("[" + one + "," + one + "]\n").account() == fmt::format("{}+6+0", 2 * object));
  CHECK(read("{\"a\": 1}\n\n" + one).account() == fmt::format("{}+11+0", object));
  CHECK(read(one + one.substr(0, 90)).account() == fmt::format("{}+1+90", object));
  CHECK(read(one.substr(0, 90) + "\n" + one).account() == fmt::format("{}+2+90", object));
  CHECK(read("\x1F\x8B abc").account() == "0+6+0");
  CHECK(read("").account() == "0+0+0");
}

TEST_CASE("input/capture_reader: a torn record costs itself, the record that tore it is read") {
  const std::string torn = span(1).substr(0, 180);
  const Reading reading = read(torn + "\n" + span(2) + span(1).substr(180) + span(3));
  CHECK(reading.counts() == "1/2/0 python-console");
  CHECK(reading.told() == fmt::format("record-broken loss 0:1 +180\nrecord-glued loss 181:{} +{}\n",
                                      std::count(torn.begin(), torn.end(), '\n') + 2,
                                      span(2).size() - 1));
}

TEST_CASE("input/capture_reader: what a pipe tears at a page is read, and told") {
  const std::string text = "{\"x\": \"" + std::string(20'000, 'x') + "\"}";
  constexpr std::size_t kTwoPages = 8192;
  const std::string torn = span(1, text).substr(0, kTwoPages);
  const Reading reading = read(torn + span(2, text) + span(1, text).substr(kTwoPages) + span(3));
  CHECK(reading.counts() == "2/1/0 python-console");
  CHECK(reading.told() ==
        fmt::format("record-broken loss 0:1 +{}\nrecord-glued info 8192:11 +0\n", kTwoPages + 1));
  CHECK(reading.account() ==
        fmt::format("{}+2+{}", span(2, text).size() + span(3).size() - 2, span(1, text).size()));
}

TEST_CASE("input/capture_reader: two torn writes that make one object are never a span") {
  // Torn at the same place of both, so that nothing in the object itself tells.
  for (std::size_t cut = 8; cut < span(1).size() - 8; ++cut) {
    const std::string glued = span(3) + span(1).substr(0, cut) + span(2).substr(0, cut) +
                              span(1).substr(cut) + span(2).substr(cut) + span(4);
    const Reading reading = read(glued);
    CAPTURE(cut);
    CHECK(spans_of(reading.capture) == spans_of(read(span(3) + span(4)).capture));
    CHECK(reading.source().damaged >= 1);
    CHECK(reading.source().parsed_bytes + reading.source().ignored_bytes +
              reading.source().quarantined_bytes ==
          glued.size());
  }
}

TEST_CASE(
    "input/capture_reader: a dump with the same small fault in every record loses one record") {
  const auto odd = [](int id) { return span(id).insert(2, "    \"kind\": \"ODD\",\n"); };
  std::string dump = odd(1).substr(0, 120) + "\n";
  for (int id = 2; id < 40; ++id) dump += odd(id);
  CHECK(read(dump).counts() == "38/1/0 python-console");
}

TEST_CASE("input/capture_reader: beside damage, what has an id that is none is lost, far off not") {
  const auto odd = [](int id) {
    std::string record = span(id);
    return record.replace(record.find("0x0000"), 6, "0xzzzz");
  };
  CHECK(read(span(1).substr(0, 120) + "\n" + odd(2) + span(3)).counts() == "1/2/0 python-console");
  CHECK(read(span(1) + odd(2) + span(3)).counts() == "3/0/0 python-console");
  std::string dump = span(1).substr(0, 120) + "\n";
  for (int id = 2; id < 40; ++id) dump += odd(id);
  CHECK(read(dump).source().spans > 25);
}

TEST_CASE("input/capture_reader: a key that stands twice condemns its record") {
  const std::string twice = span(1).insert(span(1).find("\"parent_id\""), "\"name\": \"x\", ");
  const Reading reading = read(twice + span(2));
  CHECK(reading.counts() == "1/1/0 python-console");
  CHECK(reading.account() == fmt::format("{}+2+{}", span(2).size() - 1, twice.size() - 1));
  const std::string line = otlp_line(1);
  CHECK(read(std::string(line).insert(line.find("\"spanId\""), "\"spanId\":\"00000000000000bb\",") +
             otlp_line(2))
            .counts() == "1/1/0 otlp-json");
}

TEST_CASE(
    "input/capture_reader: a record that has swallowed another one is lost, and that one too") {
  const auto with_resource = [](int id) { return span(id).insert(1, "\"resource\": {},"); };
  std::string outer = with_resource(1);
  outer.replace(outer.find("{}\n}"), 2, "{\"a\": " + with_resource(2) + "}");
  CHECK(read(outer + span(3)).counts() == "1/1/0 python-console");
  std::string line = otlp_line(1);
  line.insert(line.rfind("\"traceId\""), "\"x\":" + otlp_line(2) + ",");
  CHECK(read(line + otlp_line(3)).counts() == "1/1/0 otlp-json");
}

TEST_CASE("input/capture_reader: a log that begins in the middle of a record has lost that one") {
  const std::string tail = span(1).substr(span(1).find("    \"parent_id\""));
  const Reading reading = read("x\n" + tail + span(2));
  CHECK(reading.counts() == "1/1/1 python-console");
  CHECK(reading.told() == fmt::format("record-broken loss 2:2 +{}\n", tail.size()));
  CHECK(reading.account() == fmt::format("{}+3+{}", span(2).size() - 1, tail.size()));
  CHECK(read(span(1).substr(span(1).size() - 4) + span(2)).counts() == "1/0/2 python-console");
  CHECK(read(otlp_line(1).substr(50)).counts() == "0/1/0 ");
}

TEST_CASE("input/capture_reader: a line that begins in the middle of a request has lost that one") {
  const std::string request =
      R"({"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"stringValue":"b"}}]},)"
      R"("scopeSpans":[{"spans":[{"traceId":"000000000000000000000000000000aa","spanId":)"
      R"("0000000000000009","attributes":[{"key":"c","value":{"stringValue":"d"}}],)"
      R"("status":{}}]}]}]})"
      "\n";
  const std::size_t first = request.find("{\"resource\":") + 1;
  for (std::size_t cut = first; cut < request.find("],\"status\""); ++cut) {
    CAPTURE(request.substr(cut));
    const Reading reading = read(request.substr(cut) + otlp_line(1));
    CHECK(reading.source().spans == 1);
    CHECK(reading.source().damaged == 1);
  }
}

TEST_CASE("input/capture_reader: compressed bytes amid text are told") {
  const Reading reading = read(span(1) + "\x1F\x8B\x08\x01 and so on\n");
  CHECK(reading.counts() == "1/1/1 python-console");
}

TEST_CASE("input/capture_reader: braces in prints are lines of text and no damage") {
  const Reading reading = read("set {a, b}\nmap {'k': {'x': 1}}\nf() {\n  return {\n" + span(1) +
                               "{\"half a print\": 1\n");
  CHECK(reading.source().spans == 1);
  CHECK(read("x = {1: 2}\n" + span(1)).counts() == "1/0/1 python-console");
  CHECK(read("thread 4 iteration {" + span(1).substr(1) + "thread 3 {\n" + span(2)).counts() ==
        "2/0/2 python-console");
}

TEST_CASE("input/capture_reader: inputs without a span say what they are, as gravely as is due") {
  struct Odd {
    std::string_view name;
    std::string text;
    std::string directly;
    std::string by_folder;
  };
  const std::string info = "no-spans-in-file info 0:0 +0\n";
  const std::string error = "no-spans-in-file error 0:0 +0\n";
  const std::string foreign_error = "foreign-format error 0:0 +0\n";
  const std::string foreign_loss = "foreign-format loss 0:0 +0\n";
  for (const Odd& entry : std::to_array<Odd>({
           {"empty", "", info, info},
           {"blank", "\n \n", info, info},
           {"text", "just\nlines\n", info, info},
           {"unknown JSON", "{\"a\":1}\n", error, info},
           {"Ruby's console", "#<struct OpenTelemetry::SDK::Trace::SpanData\n", foreign_error,
            foreign_loss},
           {"xz",
            "\xFD"
            "7zXZ anything {\"traceId\":1}",
            foreign_error, foreign_loss},
           {"protobuf", std::string("\n\xC0\x02\n\x89\x01\0\0", 8), foreign_error, foreign_loss},
           {"Ruby's console", "#<struct OpenTelemetry::SDK::Trace::SpanData\n name=\"x\">\n",
            foreign_error, foreign_loss},
       })) {
    CAPTURE(entry.name);
    CHECK(read(entry.text).told() == entry.directly);
    CHECK(read(entry.text, Named::ByFolder).told() == entry.by_folder);
    CHECK(read(entry.text).counts().starts_with("0/0/"));
  }
}

TEST_CASE("input/capture_reader: an input of nothing but damage is told once, as damage") {
  const Reading reading = read(span(1).substr(0, 200));
  CHECK(reading.counts() == "0/1/0 ");
  CHECK(reading.told() == "record-cut loss 0:1 +200\n");
}

TEST_CASE("input/capture_reader: a foreign dump beside spans is mentioned, an app's JSON is not") {
  CHECK(read(span(1) + "{\"id\":\"t\",\"bookmarked\":true}\n").told() ==
        "foreign-format loss 0:0 +0\n");
  CHECK(read(span(1) + "{\"level\":\"info\",\"data\":{\"id\":1},\"result\":\"ok\"}\n").told() ==
        "");
}

TEST_CASE("input/capture_reader: what lies inside a torn record is not counted a second time") {
  const std::string torn = span(1, "{\"data\": {\"bookmarked\": 1, \"id\": 2}, \"b\": {}");
  const Reading reading = read(torn.substr(0, torn.size() - 3) + "\n{\n" + span(2).substr(2));
  CHECK(reading.counts() == "1/1/0 python-console");
  CHECK(reading.diagnostics.kept().size() == 1);
}

TEST_CASE("input/capture_reader: a log that begins with NULs is read all the same") {
  const Reading reading = read(std::string(300, '\0') + "\n" + span(1) + std::string(300, '\0'));
  CHECK(reading.counts() == "1/0/2 python-console");
  CHECK(reading.told() == "");
}

TEST_CASE(
    "input/capture_reader: fields that cannot be used are told with the place of their record") {
  const Reading reading =
      read("x\n" + otlp_line(0) +
           "{\"context\": {\"trace_id\": 1, \"span_id\": \"00000000000000bb\"}, "
           "\"start_time\": \"\xFF\"}\n");
  CHECK(reading.counts() == "2/0/1 otlp-json+python-console");
  CHECK(reading.told() ==
        fmt::format("bad-id info 2:2 +0\nbad-id info {0}:3 +0\nbad-time info {0}:3 +0\n"
                    "text-repaired info {0}:3 +0\n",
                    2 + otlp_line(0).size()));
}

TEST_CASE("input/capture_reader: how the source doles out its bytes changes nothing") {
  const std::string text = "\xEF\xBB\xBFRequest {json} {\n" + span(1) + "  traceId: 'x'\n" +
                           span(2).substr(0, 120) + "\n" + span(3) + otlp_line(4) +
                           "{\"traceId\":\"a\",\"id\":\"b\"}\nend {" + span(5).substr(0, 90);
  const Reading whole = read(text);
  for (const std::size_t step : {1U, 7U, 64U}) {
    const Reading stepped = read(text, Named::Directly, step);
    CHECK(stepped.counts() == whole.counts());
    CHECK(stepped.told() == whole.told());
    CHECK(spans_of(stepped.capture) == spans_of(whole.capture));
  }
}

TEST_CASE(
    "input/capture_reader: several inputs are one capture, in whatever order they are named") {
  const ScratchFolder folder;
  std::vector<InputPath> inputs{{folder.file("b.log", span(2) + span(1)), Named::Directly},
                                {folder.file("a.log", span(1) + "bye\n"), Named::Directly},
                                {folder.file("c.jsonl", otlp_line(9)), Named::Directly}};
  std::vector<std::string> stories;
  do {
    base::Diagnostics diagnostics;
    const model::Capture capture = read_capture(inputs, test_selection(), diagnostics);
    CHECK(diagnostics.kept().empty());
    CHECK(capture.duplicates() == 1);
    REQUIRE(capture.sources().size() == 3);
    CHECK(capture.sources()[0].name.ends_with("a.log"));
    CHECK(capture.sources()[0].ignored == 1);
    CHECK(capture.sources()[1].spans == 2);
    stories.push_back(spans_of(capture));
  } while (std::next_permutation(
      inputs.begin(), inputs.end(),
      [](const InputPath& a, const InputPath& b) { return a.path < b.path; }));
  for (const std::string& story : stories) CHECK(story == stories.front());
  CHECK(std::count(stories[0].begin(), stories[0].end(), '\n') == 3);
}

TEST_CASE("input/capture_reader: a record torn around another is judged alike, however it comes") {
  const std::string torn = span(1, "{\n        \"user.id\": \"alice\",\n        \"z\": \"" +
                                       std::string(75'000, 'z') + "\"\n    }");
  const std::size_t tear = torn.find("\n        \"z\"") + 1;
  const std::string text = torn.substr(0, tear) + span(2) + torn.substr(tear) + span(3);
  const Reading whole = read(text);
  for (const std::size_t step : {512U, 4096U, 70'000U}) {
    CAPTURE(step);
    const Reading slow = read(text, Named::Directly, step);
    CHECK(slow.counts() == whole.counts());
    CHECK(slow.told() == whole.told());
    CHECK(slow.account() == whole.account());
  }
}

TEST_CASE("input/capture_reader: what was read before a log begins has no part in it") {
  std::string prefixed;
  for (const char c : span(2, "{\n        \"user.id\": \"usr\\u00e9x\"\n    }")) {
    if (prefixed.empty() || prefixed.back() == '\n') prefixed += "backend-1  | ";
    prefixed += c;
  }
  const ScratchFolder folder;
  std::vector<InputPath> inputs;
  for (const char* name : {"a.log", "b.log", "c.log"}) {
    inputs.push_back({folder.file(name, span(1) + prefixed), Named::Directly});
  }
  base::Diagnostics diagnostics;
  const model::Capture capture =
      read_capture(inputs, test_selection(), diagnostics, {.threads = 1});
  CHECK(spans_of(capture) == spans_of(read(span(1) + prefixed).capture));
  CHECK(capture.duplicates() == 4);
}

TEST_CASE("input/capture_reader: a file that is read in parts gives what it gives as a whole") {
  const ScratchFolder folder;
  std::string text = otlp_line(1) + "{\n    \"name\": \"not a console span\"\n}\n";
  for (int id = 2; id < 60; ++id) {
    text += id % 3 == 0 ? span(id) : otlp_line(id);
    if (id % 7 == 0) text += "served request {\n";
    if (id % 11 == 0) text += span(id).substr(0, 130) + "\n";
    if (id % 13 == 0) text += otlp_line(id).substr(0, 90) + "\n";
    if (id % 17 == 0) text += "{\"traceId\":\"1\",\"spanId\":\r\n";
  }
  const std::vector<InputPath> inputs{{folder.file("a.log", text), Named::Directly}};
  const auto read_in = [&](ReadOptions options) {
    Reading reading;
    reading.capture = read_capture(inputs, test_selection(), reading.diagnostics, options);
    return reading;
  };
  const Reading whole = read_in({});
  CHECK(whole.counts() == "59/12/9 otlp-json+python-console");
  for (const std::uint64_t part_bytes : {64U, 100U, 333U, 1000U, 4096U}) {
    CAPTURE(part_bytes);
    const Reading parts =
        read_in({.threads = part_bytes < 200 ? 3U : 2U, .part_bytes = part_bytes});
    CHECK(parts.counts() == whole.counts());
    CHECK(parts.account() == whole.account());
    CHECK(parts.told() == whole.told());
    CHECK(parts.capture.spans().size() == whole.capture.spans().size());
  }
}

TEST_CASE("input/capture_reader: an input that cannot be read is an error, the others are read") {
  const ScratchFolder folder;
  base::Diagnostics diagnostics;
  const model::Capture capture = read_capture({{folder.path() + "/gone.log", Named::Directly},
                                               {folder.path(), Named::Directly},
                                               {folder.file("a.log", span(1)), Named::Directly}},
                                              test_selection(), diagnostics);
  CHECK(capture.spans().size() == 1);
  CHECK(diagnostics.has_errors());
  REQUIRE(diagnostics.kept().size() == 2);
  CHECK(diagnostics.kept()[0].code == DiagnosticCode::CannotRead);
  CHECK(diagnostics.kept()[0].file == folder.path() + "/gone.log");
  CHECK(diagnostics.kept()[1].file == folder.path());
}

}  // namespace trace_cost::input
