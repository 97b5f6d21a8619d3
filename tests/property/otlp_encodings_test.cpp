// The same spans as OTLP JSON and as OTLP protobuf are the same spans, to the last text.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <string>

#include "input/capture_reader.h"
#include "input/otlp_fields.h"
#include "made_protobuf.h"
#include "made_up_run.h"

namespace trace_cost::property {

namespace {

constexpr std::array<std::string_view, 6> kKeys{"user.id",   "cost.usd", "http.url",
                                                "tenant.id", "flag",     "other"};

const model::AttributeSelection& selection() {
  static const model::AttributeSelection kSelection = [] {
    model::AttributeSelection wanted;
    for (const std::string_view key : kKeys) {
      if (key != "other") wanted.add(key);
    }
    return wanted;
  }();
  return kSelection;
}

// One message in both encodings.
struct Both {
  std::string json;
  std::string protobuf;
};

double made_up_double(Random& random) {
  switch (random.below(4)) {
    case 0:
      return static_cast<double>(random.below(1'000'000)) / 1e6;
    case 1:
      return static_cast<double>(random.below(1'000'000'000));
    case 2:
      return static_cast<double>(random.below(1'000)) * 1e-12;
    default:
      return std::bit_cast<double>(random.next());
  }
}

Both made_up_value(Random& random, int depth);

Both made_up_list(Random& random, int depth) {
  const bool is_pairs = random.one_in(2);
  Both list;
  for (std::size_t i = random.below(3); i > 0; --i) {
    const Both value = made_up_value(random, depth + 1);
    const std::string key = fmt::format("k{}", random.below(9));
    list.json += list.json.empty() ? "" : ",";
    list.json +=
        is_pairs ? fmt::format(R"({{"key":"{}","value":{}}})", key, value.json) : value.json;
    list.protobuf += bytes_field(1, is_pairs ? key_value(key, value.protobuf) : value.protobuf);
  }
  if (!list.json.empty()) list.json = "\"values\":[" + list.json + "]";
  return {fmt::format(R"({{"{}":{{{}}}}})", is_pairs ? "kvlistValue" : "arrayValue", list.json),
          bytes_field(is_pairs ? 6 : 5, list.protobuf)};
}

Both made_up_value(Random& random, int depth) {
  switch (random.below(depth < 3 ? 7 : 6)) {
    case 0:
      return {R"({"stringValue":"al\"ice\\"})", bytes_field(1, "al\"ice\\")};
    case 1: {
      const std::uint64_t number = random.next() >> random.below(64);
      return {fmt::format(R"({{"intValue":"{}"}})", static_cast<std::int64_t>(number)),
              varint_field(3, number)};
    }
    case 2: {
      const double number = made_up_double(random);
      const std::string text = input::shortest_decimal(number);
      const std::string quote = std::isfinite(number) ? "" : "\"";
      return {fmt::format(R"({{"doubleValue":{0}{1}{0}}})", quote, text), double_field(4, number)};
    }
    case 3:
      return {R"({"boolValue":true})", varint_field(2, 1)};
    case 4:
      return {R"({"bytesValue":"aGk="})", bytes_field(7, "hi")};
    case 5:
      return {"{}", ""};
    default:
      return made_up_list(random, depth);
  }
}

void append_attributes(Random& random, Both& span) {
  std::string list;
  for (std::size_t i = random.below(5); i > 0; --i) {
    const std::string_view key = kKeys[random.below(kKeys.size())];
    const Both value = made_up_value(random, 0);
    list += fmt::format(R"({}{{"key":"{}","value":{}}})", list.empty() ? "" : ",", key, value.json);
    span.protobuf += bytes_field(9, key_value(key, value.protobuf));
  }
  span.json += fmt::format(R"(,"attributes":[{}])", list);
}

Both made_up_span(Random& random) {
  const std::uint64_t trace = random.below(4);  // zero is no id
  const std::uint64_t id = random.below(200);
  const std::uint64_t start = random.one_in(9) ? 0 : random.next() >> random.below(3);
  const auto kind = static_cast<std::uint32_t>(random.below(6));
  const auto flags = static_cast<std::uint32_t>(random.below(0x400));
  const std::uint64_t code = random.below(3);
  Both span{fmt::format(R"({{"traceId":"{:032X}","spanId":"{:016x}","name":"n{}","kind":{},)"
                        R"("startTimeUnixNano":"{}","flags":{},"status":{{"code":{}}})",
                        trace, id, id, kind, start, flags, code),
            bytes_field(1, trace_id_bytes(trace)) + bytes_field(2, span_id_bytes(id)) +
                bytes_field(5, fmt::format("n{}", id)) + varint_field(6, kind) +
                fixed64_field(7, start) + fixed32_field(16, flags) +
                bytes_field(15, varint_field(3, code))};
  if (random.one_in(2)) {
    const std::uint64_t parent = random.below(200);
    span.json += fmt::format(R"(,"parentSpanId":"{:016x}")", parent);
    span.protobuf += bytes_field(4, span_id_bytes(parent));
  }
  append_attributes(random, span);
  span.json += "}";
  return span;
}

Both made_up_request(Random& random) {
  Both spans;
  for (std::size_t i = 1 + random.below(5); i > 0; --i) {
    const Both span = made_up_span(random);
    spans.json += (spans.json.empty() ? "" : ",") + span.json;
    spans.protobuf += bytes_field(2, span.protobuf);
  }
  return {fmt::format(
              R"({{"resourceSpans":[{{"resource":{{"attributes":[{{"key":"service.name","value":)"
              R"({{"stringValue":"ai"}}}}]}},"scopeSpans":[{{"spans":[{}]}}]}}]}})"
              "\n",
              spans.json),
          framed(otlp_body("ai", spans.protobuf))};
}

std::string told(const model::Capture& capture) {
  std::string text;
  for (const model::Span& span : capture.spans()) {
    text += fmt::format("{}/{}<{}{} {} {} {} {} {} {} {}", to_hex(span.trace), to_hex(span.id),
                        to_hex(span.parent), span.parent_unreadable, capture.name(span),
                        capture.service(span), static_cast<int>(span.kind),
                        static_cast<int>(span.status), static_cast<int>(span.parent_place),
                        span.start.time_since_epoch().count(), span.end.time_since_epoch().count());
    for (const model::Attribute& attribute : capture.attributes(span)) {
      model::NumberBuffer buffer;
      text +=
          fmt::format(" {}={}:{}", selection().name(attribute.key()),
                      capture.text(attribute.text(), buffer), static_cast<int>(attribute.kind()));
    }
    text += '\n';
  }
  return text;
}

std::string read_alone(const std::string& bytes, std::size_t& faults) {
  model::Capture capture;
  base::Diagnostics diagnostics;
  const auto source = input::memory_source(bytes);
  input::read_source(*source, {{"x", input::Named::Directly}}, selection(), capture, diagnostics);
  capture.seal();
  faults = diagnostics.kept().size();
  return told(capture);
}

}  // namespace

TEST_CASE("property/otlp-encodings: JSON and protobuf of the same spans give the same capture") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Both all;
    for (int i = 0; i < 10; ++i) {
      const Both request = made_up_request(random);
      all.json += request.json;
      all.protobuf += request.protobuf;
    }
    std::size_t json_faults = 0;
    std::size_t protobuf_faults = 0;
    const std::string json = read_alone(all.json, json_faults);
    CHECK(read_alone(all.protobuf, protobuf_faults) == json);
    CHECK(protobuf_faults == json_faults);
    CHECK(!json.empty());
  }
}

TEST_CASE("property/otlp-encodings: a frame with a hole costs itself, and no span is invented") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::string> records;
    // NOLINTNEXTLINE(performance-inefficient-vector-operation)
    for (int i = 0; i < 8; ++i) records.push_back(made_up_request(random).protobuf);
    const std::size_t victim = 1 + random.below(records.size() - 2);
    std::string without;
    for (std::size_t i = 0; i < records.size(); ++i) without += i == victim ? "" : records[i];
    std::string& record = records[victim];
    record.resize(6 + random.below(record.size() - 7));
    std::size_t faults = 0;
    const std::string expected = read_alone(without, faults);
    CHECK(read_alone(joined(records), faults) == expected);
  }
}

}  // namespace trace_cost::property
