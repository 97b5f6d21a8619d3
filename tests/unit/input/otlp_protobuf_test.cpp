#include "input/otlp_protobuf.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "input/capture_reader.h"
#include "made_protobuf.h"
#include "made_up_json.h"

namespace trace_cost::input {

namespace {

std::string ids(std::uint64_t trace, std::uint64_t span) {
  return bytes_field(1, trace_id_bytes(trace)) + bytes_field(2, span_id_bytes(span));
}
std::string body(std::string_view span) { return otlp_body("ai", bytes_field(2, span)); }
std::string body(int id) { return body(ids(0xAA, static_cast<std::uint64_t>(id))); }
std::string frame(int id) { return framed(body(id)); }

struct Reading {
  model::Capture capture;
  base::Diagnostics diagnostics;

  [[nodiscard]] const model::Source& source() const { return capture.sources().at(0); }
  [[nodiscard]] std::string counts() const {
    return fmt::format("{}/{}/{} {}", source().spans, source().damaged, source().ignored,
                       source().format);
  }
  // "record-cut 12+45: detail", one a line: code, offset, bytes lost.
  [[nodiscard]] std::string told() const {
    std::string text;
    for (const base::Diagnostic& entry : diagnostics.kept()) {
      text += fmt::format("{} {}+{}: {}\n", name_of(entry.code), entry.offset, entry.bytes,
                          entry.detail);
    }
    return text;
  }
};

Reading read(std::string_view bytes, std::size_t step = 1U << 20) {
  Reading reading;
  const auto source = memory_source(bytes, step);
  read_source(*source, {{"a.pb", Named::Directly}}, test_selection(), reading.capture,
              reading.diagnostics);
  reading.capture.seal();
  CHECK(reading.source().parsed_bytes + reading.source().ignored_bytes +
            reading.source().quarantined_bytes ==
        bytes.size());
  return reading;
}

// The spans of one request's body with this span in it, of service "ai".
std::string spans_with(std::string_view fields) {
  return spans_of(read(body(ids(0xAA, 0xBB) + std::string(fields))).capture);
}
std::string faults_with(std::string_view span) { return read(body(span)).told(); }

}  // namespace

TEST_CASE("input/otlp_protobuf: a whole span is read") {
  const std::string span =
      ids(0xAA, 0xBB) + bytes_field(3, "key=value") + bytes_field(4, span_id_bytes(0xCC)) +
      bytes_field(5, "chat") + varint_field(6, 3) + fixed64_field(7, 1'000'001'001) +
      fixed64_field(8, 2'500'000'002) +
      bytes_field(9, key_value("user.id", bytes_field(1, "alice"))) +
      bytes_field(9, key_value("not.wanted", "\x0F")) + varint_field(10, 0) +
      bytes_field(11, bytes_field(3, key_value("user.id", bytes_field(1, "no")))) +
      bytes_field(13, ids(1, 2)) + bytes_field(15, bytes_field(2, "m") + varint_field(3, 2)) +
      fixed32_field(16, 769);
  const Reading got = read(body(span));
  CHECK(got.counts() == "1/0/0 otlp-protobuf");
  CHECK(spans_of(got.capture) == "aa/bb<cc cer 1000001001 2500000002 ai  'chat' user.id=alice:t\n");
  CHECK(got.told() == "");
}

TEST_CASE("input/otlp_protobuf: fields may be absent, unknown, in groups or twice") {
  CHECK(spans_with("") == "aa/bb<- uuu - - ai  ''\n");
  CHECK(spans_with(bytes_field(4, "")) == "aa/bb<- uuu - - ai  ''\n");
  CHECK(spans_with(varint_field(77, 1) + group(78, bytes_field(5, "no")) + bytes_field(5, "a") +
                   bytes_field(5, "b") + fixed64_field(7, 0)) == "aa/bb<- uuu - - ai  'b'\n");
  CHECK(spans_with(varint_field(5, 1) + bytes_field(7, "x") + fixed32_field(6, 1)) ==
        "aa/bb<- uuu - - ai  ''\n");
}

TEST_CASE("input/otlp_protobuf: the resource may stand behind its spans, and in old collectors'") {
  const std::string spans = bytes_field(2, ids(0xAA, 0xBB));
  const std::string resource =
      bytes_field(1, bytes_field(1, key_value("service.name", bytes_field(1, "a"))) +
                         bytes_field(1, key_value("service.instance.id", bytes_field(1, "i"))));
  for (const std::string& message :
       {bytes_field(2, spans) + resource, bytes_field(1000, spans) + resource,
        resource + bytes_field(3, "http://schema") + bytes_field(2, spans)}) {
    CHECK(spans_of(read(bytes_field(1, message)).capture) == "aa/bb<- uuu - - a i ''\n");
  }
}

TEST_CASE("input/otlp_protobuf: ids, times and numbers that are none are named") {
  const std::string time = fixed64_field(7, 10);
  CHECK(spans_of(read(body(bytes_field(1, "short") + bytes_field(2, std::string(8, '\0')) + time))
                     .capture) == "-/-<- uuu 10 - ai  ''\n");
  CHECK(faults_with(bytes_field(1, "short") + bytes_field(2, std::string(8, '\0')) + time) ==
        "bad-id 0+0: traceId has 5 bytes, expected 16, not all zero\n"
        "bad-id 0+0: spanId has 8 bytes of zero, expected 8, not all zero\n");
  CHECK(faults_with(time) ==
        "bad-id 0+0: a span without traceId\nbad-id 0+0: a span without spanId\n");
  CHECK(faults_with(ids(1, 2) + bytes_field(4, "abc") + varint_field(6, 6) +
                    fixed64_field(8, 1ULL << 63U) + bytes_field(15, varint_field(3, 3))) ==
        "bad-id 0+0: parentSpanId has 3 bytes, expected 8 or none\n"
        "bad-field 0+0: kind is 6, expected a number of OTLP\n"
        "bad-time 0+0: endTimeUnixNano is 9223372036854775808, expected nanoseconds since 1970, up "
        "to the year 2262\n"
        "bad-field 0+0: status.code is 3, expected a number of OTLP\n");
}

TEST_CASE("input/otlp_protobuf: the status before 0.14 stood in another field") {
  CHECK(spans_with(bytes_field(15, varint_field(1, 13))).substr(8, 2) == "ue");
  CHECK(spans_with(bytes_field(15, varint_field(1, 13) + varint_field(3, 1))).substr(8, 2) == "uo");
  CHECK(spans_with(bytes_field(15, varint_field(1, 0))).substr(8, 2) == "uu");
}

TEST_CASE("input/otlp_protobuf: bytes that are no UTF-8 are replaced, and that is said once") {
  const Reading got = read(body(ids(1, 2) + bytes_field(5, "caf\xE9") +
                                bytes_field(9, key_value("user.id", bytes_field(1, "\xFF")))));
  CHECK(spans_of(got.capture) == "1/2<- uuu - - ai  'caf\uFFFD' user.id=\uFFFD:t\n");
  CHECK(got.told() == "text-repaired 0+0: bytes that are no UTF-8 were replaced by U+FFFD\n");
}

TEST_CASE("input/otlp_protobuf: bodies behind one another, and frames, give all their spans") {
  for (const std::string& bytes : {body(1) + body(2) + body(3), frame(1) + frame(2) + frame(3),
                                   framed(body(1) + body(2)) + frame(3)}) {
    for (const std::size_t step : {1U, 7U, 1000U}) {
      const Reading got = read(bytes, step);
      CHECK(got.counts() == "3/0/0 otlp-protobuf");
      CHECK(got.told() == "");
    }
  }
}

TEST_CASE("input/otlp_protobuf: a record that is cut at the end costs itself") {
  const std::array<std::string, 2> streams{body(1) + body(2), frame(1) + frame(2)};
  for (const std::string& whole : streams) {
    const std::size_t first = whole.size() / 2;
    for (std::size_t size = first + 1; size < whole.size(); ++size) {
      CAPTURE(size);
      const Reading got = read(std::string_view(whole).substr(0, size));
      CHECK(got.counts() == "1/1/0 otlp-protobuf");
      CHECK(got.source().quarantined_bytes == size - first);
    }
  }
}

TEST_CASE("input/otlp_protobuf: damage inside one frame costs that frame") {
  const std::size_t size = frame(2).size();
  std::string hole = frame(2);
  hole.replace(size - 30, 12, std::string(12, '\xFF'));
  std::string length = frame(2);
  length[1] = '\x01';
  const std::string cut = frame(2).substr(0, size / 2);
  struct Damage {
    std::string bytes;
    std::size_t lost;
  };
  for (const Damage& damage : std::to_array<Damage>({{hole, size},
                                                     {length, size},
                                                     {cut, cut.size()},
                                                     {"a line of a log\n", 16},
                                                     {std::string(100'000, '\0'), 100'000}})) {
    for (const std::size_t step : {13U, 1U << 20}) {
      const Reading got = read(frame(1) + damage.bytes + frame(3) + frame(4), step);
      CAPTURE(got.told());
      CHECK(got.counts() == "3/1/0 otlp-protobuf");
      CHECK(got.source().quarantined_bytes == damage.lost);
      CHECK(got.told().starts_with(fmt::format("record-broken {}+{}: ", size, damage.lost)));
    }
  }
}

TEST_CASE("input/otlp_protobuf: damage inside one body costs that body") {
  std::string hole = body(2);
  hole.replace(hole.size() - 30, 12, std::string(12, '\xFF'));
  const Reading got = read(body(1) + hole + body(3));
  CHECK(got.counts() == "2/1/0 otlp-protobuf");
  CHECK(got.source().quarantined_bytes == hole.size());
}

TEST_CASE("input/otlp_protobuf: logs and metrics are no spans") {
  const std::string log = bytes_field(
      2, fixed64_field(1, 1000) + varint_field(2, 9) + bytes_field(5, bytes_field(1, "started")));
  const std::string metric =
      bytes_field(2, bytes_field(1, "a.name.of.16.by.") + bytes_field(5, bytes_field(1, "gauge")));
  for (const std::string& other : {otlp_body("ai", log), otlp_body("ai", metric)}) {
    const Reading alone = read(framed(other));
    CHECK(alone.counts() == "0/0/1 ");
    CHECK(alone.told().find("OTLP logs or metrics") != std::string::npos);
    CHECK(read(frame(1) + framed(other) + frame(2)).counts() == "2/0/1 otlp-protobuf");
    CHECK(read(framed(body(1) + other)).counts() == "1/0/1 otlp-protobuf");
  }
}

TEST_CASE("input/otlp_protobuf: text is not taken for it, whatever it begins with") {
  for (const std::string text :
       {"\n", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", "\n{\n  \"name\": \"x\"\n}\n",
        "\n\n\n\n{\"a\":1}\n", "\n\x02\x12", "\n\nusage: python app.py\n\nstarting\n"}) {
    CAPTURE(text);
    CHECK(read(text).source().format == "");
    CHECK(read(text).source().damaged == 0);
  }
}

TEST_CASE("input/otlp_protobuf: objects of JSON behind their lengths are read too") {
  const auto object = [](int id) {
    return fmt::format(R"({{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":)"
                       R"("000000000000000000000000000000aa","spanId":"{:016x}"}}]}}]}}]}})",
                       id);
  };
  const std::string whole =
      framed(object(1)) + framed(object(2) + "\n") + framed("{\"a\":1}") + framed(object(3));
  for (const std::size_t step : {1U, 1000U}) CHECK(read(whole, step).counts() == "3/0/1 otlp-json");
  const std::string torn = framed(object(2).substr(0, 60)).substr(0, 40);
  const Reading got = read(framed(object(1)) + torn + framed(object(3)));
  CHECK(got.counts() == "2/1/0 otlp-json");
  CHECK(got.source().quarantined_bytes == torn.size());
}

}  // namespace trace_cost::input
