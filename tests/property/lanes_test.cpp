#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "lanes_agree.h"
#include "made_up_run.h"

namespace trace_cost::property {

namespace {

// Lines as exporters write them, with every kind of member and value that the fast lane knows.
const std::vector<std::string>& otlp_lines() {
  static const std::vector<std::string> kLines{
      R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}},{"key":"service.instance.id","value":{"stringValue":"i-1"}},{"key":"telemetry.sdk.language","value":{"stringValue":"go"}}]},"scopeSpans":[{"scope":{"name":"s","version":"1"},"spans":[{"traceId":"043d410fe6abffb6d97ed4fa50100593","spanId":"26ba50757bdbc183","parentSpanId":"02f9a96a0f2f53b3","flags":257,"name":"chat \"x\"","kind":3,"startTimeUnixNano":"1741000001085372662","endTimeUnixNano":"1741000001287408362","attributes":[{"key":"user.id","value":{"stringValue":"al\u00efce"}},{"key":"cost.usd","value":{"doubleValue":0.00184}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"120"}},{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"]}"},{"intValue":"2"}]}}},{"key":"flag","value":{"boolValue":true}},{"key":"other.key","value":{"stringValue":"{\"key\":\"user.id\"}"}}],"status":{}}]}]}]})",
      R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[{"traceId":"043D410FE6ABFFB6D97ED4FA50100594","spanId":"26ba50757bdbc184","parentSpanId":"","traceState":"a=b","name":"root","kind":2,"startTimeUnixNano":"1741000001085372662","endTimeUnixNano":"1741000001287408362","attributes":[],"droppedAttributesCount":0,"events":[{"timeUnixNano":"1741000001085372663","name":"e","attributes":[{"key":"cost.usd","value":{"doubleValue":99}}]}],"droppedEventsCount":0,"links":[],"droppedLinksCount":0,"status":{"message":"no","code":2}},{"traceId":"043d410fe6abffb6d97ed4fa50100594","spanId":"26ba50757bdbc185","name":"","attributes":[{"key":"k","value":{"doubleValue":1e-07}},{"key":"session.id","value":{"intValue":7}}]}],"schemaUrl":""}],"schemaUrl":"u"},{"resource":{"attributes":[]},"scopeSpans":[]}]})",
      R"({"resourceSpans":[]})"};
  return kLines;
}

std::string console_records() {
  return R"({
    "name": "chat \u00e9",
    "context": {
        "trace_id": "0x043d410fe6abffb6d97ed4fa50100593",
        "span_id": "0x26ba50757bdbc183",
        "trace_state": "[]"
    },
    "kind": "SpanKind.CLIENT",
    "parent_id": "0x02f9a96a0f2f53b3",
    "start_time": "2026-11-22T15:53:54.403081Z",
    "end_time": "2026-11-22T15:53:55.000000Z",
    "status": {
        "status_code": "ERROR",
        "description": "x \"y\""
    },
    "attributes": {
        "user.id": "alice",
        "cost.usd": 0.0018,
        "list": [
            "a",
            {}
        ],
        "flag": false,
        "other": "}\n{"
    },
    "events": [
        {
            "name": "e",
            "timestamp": "2026-11-22T15:53:54.403081Z",
            "attributes": {}
        }
    ],
    "links": [],
    "resource": {
        "attributes": {
            "service.name": "a",
            "telemetry.sdk.language": "python"
        },
        "schema_url": ""
    }
}
{
    "name": "root",
    "context": {
        "trace_id": "0x043d410fe6abffb6d97ed4fa50100593",
        "span_id": "0x02f9a96a0f2f53b3",
        "trace_state": "[]"
    },
    "kind": "SpanKind.SERVER",
    "parent_id": null,
    "start_time": "2026-11-22T15:53:54.403081Z",
    "end_time": "2026-11-22T15:53:55.000000Z",
    "status": {
        "status_code": "UNSET"
    },
    "attributes": {},
    "events": [],
    "links": [],
    "resource": {
        "attributes": {
            "service.name": "a",
            "telemetry.sdk.language": "python"
        },
        "schema_url": ""
    }
}
)";
}

// A writer torn where a list is empty, around a whole record of another one.
void swallow(std::string& text, Random& random) {
  const std::size_t list = text.find("[]", random.below(text.size()));
  if (list == std::string::npos) return;
  const std::string& record =
      random.one_in(2) ? otlp_lines()[random.below(otlp_lines().size())] : console_records();
  text.insert(list + 1, record, 0, record.rfind('}') + 1);
}

// One of the small things that happen to a text: a byte turned over, structure swapped, a piece
// lost, said twice, or moved.
void damage(std::string& text, Random& random) {
  constexpr std::string_view kTelling = "{}[],:\"\\\n 0aT.-\t\x80";
  const std::size_t at = random.below(text.size());
  const std::size_t size = 1 + random.below(random.one_in(2) ? 4 : text.size() - at);
  switch (random.below(7)) {
    case 0:
      text[at] = static_cast<char>(random.below(256));
      break;
    case 1:
    case 2:
      text[at] = kTelling[random.below(kTelling.size())];
      break;
    case 3:
      text.erase(at, size);
      break;
    case 4:
      text.insert(random.below(text.size()), text.substr(at, size));
      break;
    case 5:
      swallow(text, random);
      break;
    default:
      text.insert(at, 1, kTelling[random.below(kTelling.size())]);
  }
  if (text.empty()) text = "{";
}

// Texts that the fast lane takes, if nothing has happened to them.
std::string sound_text(Random& random) {
  if (random.one_in(3)) return console_records();
  std::string text;
  for (const std::string& line : otlp_lines()) text += line + (random.one_in(9) ? "\r\n" : "\n");
  if (random.one_in(2)) text += encoded(made_up_run(random, 1), as_otlp).front();
  return text;
}

std::uint64_t rounds() {
  const char* wished = std::getenv("TRACE_COST_ROUNDS");  // NOLINT(concurrency-mt-unsafe)
  return wished == nullptr ? 800 : std::strtoull(wished, nullptr, 10);
}

}  // namespace

TEST_CASE("property/lanes: whatever happens to a dump, both lanes read the same") {
  const model::AttributeSelection wanted = lanes_selection();
  for (std::uint64_t seed = 1; seed <= rounds(); ++seed) {
    Random random(seed);
    std::string text = sound_text(random);
    for (std::size_t i = random.below(4); i > 0; --i) damage(text, random);
    const std::string difference = lanes_differ(text, wanted);
    if (difference.empty()) continue;
    CAPTURE(seed);
    CAPTURE(text);
    REQUIRE(difference == "");
  }
}

TEST_CASE("property/lanes: keys that are odd are judged alike") {
  const auto with = [](std::string text, std::string_view found, std::string_view instead) {
    return text.replace(text.find(found), found.size(), instead);
  };
  const std::string another = R"("parent_id":1,"start_time":1,"end_time":1})";
  for (const std::string& text :
       {std::string(R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":)"
                    R"({"x\"resourceSpans":{}},"spans":[{"traceId":)"
                    R"("000000000000000000000000000000aa","spanId":"00000000000000bb"}]}]}]})"
                    "\n"),
        with(console_records(), "\"events\": []",
             "\"events\": [{\"x\\\"resource\": {}, " + another + "]"),
        with(console_records(), "\"attributes\": {}",
             "\"attributes\": {\n        \"resource\":  {" + another + "\n    }")}) {
    CAPTURE(text);
    CHECK(lanes_differ(text, lanes_selection()) == "");
    CHECK(account_of(text, lanes_selection(), input::Lanes::Plain).find("record-glued") !=
          std::string::npos);
  }
}

TEST_CASE("property/lanes: what exporters write takes the fast lane") {
  const model::AttributeSelection wanted = lanes_selection();
  std::string text;
  for (const std::string& line : otlp_lines()) text += line + "\n";
  for (const std::string& sound : {text, console_records()}) {
    model::Capture capture;
    base::Diagnostics diagnostics;
    const auto bytes = input::memory_source(sound);
    input::read_source(*bytes, {{"text", input::Named::Directly}}, wanted, capture, diagnostics);
    CHECK(capture.source(model::SourceIndex(0)).plain_records == 0);
    CHECK(capture.source(model::SourceIndex(0)).fast_records > 0);
    CHECK(diagnostics.kept().empty());
  }
}

}  // namespace trace_cost::property
