#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::report {

namespace {

using made_up::count;
using made_up::rendered;
using made_up::usd;

constexpr model::Rule kRule{
    "TC-P001", "dropped",   model::FindingSeverity::Error, model::Certainty::Inferred,
    "",        "Pass it on"};

}  // namespace

TEST_CASE("report/render: dotted paths open up into objects, top-level keys stand in fixed order") {
  Document document;
  document.schema = "trace-cost.report.v1";
  Table legs;
  legs.path = "legs";
  legs.columns = {{"caller", ""}, {"total_ns.p50", "p50"}, {"total_ns.p95", "p95"}, {"calls", ""}};
  legs.rows = {{{"backend", made_up::took_ms(342), Unknown{}, count(20)}}};
  document.blocks = {Facts{"extra", {{"x.y", true}}}, legs,
                     Facts{"costs", {{"currency", "USD"}, {"suppressed.charges", count(2)}}},
                     Facts{"costs", {{"suppressed.cost", usd("0.0010")}}},
                     Facts{"", {{"verdict", "ok"}}}};
  CHECK(renderers()[1].render(document, {}) ==
        "{\n"
        "  \"schema\": \"trace-cost.report.v1\",\n"
        "  \"costs\": {\n"
        "    \"currency\": \"USD\",\n"
        "    \"suppressed\": {\n"
        "      \"charges\": 2,\n"
        "      \"cost\": \"0.001\"\n"
        "    }\n"
        "  },\n"
        "  \"legs\": [\n"
        "    {\n"
        "      \"caller\": \"backend\",\n"
        "      \"total_ns\": {\n"
        "        \"p50\": 342000000,\n"
        "        \"p95\": null\n"
        "      },\n"
        "      \"calls\": 20\n"
        "    }\n"
        "  ],\n"
        "  \"verdict\": \"ok\",\n"
        "  \"extra\": {\n"
        "    \"x\": {\n"
        "      \"y\": true\n"
        "    }\n"
        "  }\n"
        "}\n");
}

TEST_CASE("report/render: every kind of value has its place in JSON") {
  Records path;
  path.items.push_back({{{"name", "GET /"}, {"self_ns", made_up::took_ms(1)}}});
  const Facts facts{"all",
                    {{"unknown", Unknown{}},
                     {"yes", true},
                     {"money", usd("-0.50")},
                     {"none", usd("0")},
                     {"rough_ns", Duration{model::Nanos{-5}, Trust::None}},
                     {"at", *model::read_rfc3339("2026-11-22T16:08:22.5Z")},
                     {"share", Share{299'037}},
                     {"whole", Share{1'000'000}},
                     {"number", Number{0.25}},
                     {"texts", Texts{"a", "b"}},
                     {"path", path},
                     {"empty", Records{}}}};
  CHECK(rendered("json", facts) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"all\": {\n"
        "    \"unknown\": null,\n"
        "    \"yes\": true,\n"
        "    \"money\": \"-0.5\",\n"
        "    \"none\": \"0\",\n"
        "    \"rough_ns\": -5,\n"
        "    \"at\": \"2026-11-22T16:08:22.500000000Z\",\n"
        "    \"share\": 0.299037,\n"
        "    \"whole\": 1.0,\n"
        "    \"number\": 0.25,\n"
        "    \"texts\": [\n"
        "      \"a\",\n"
        "      \"b\"\n"
        "    ],\n"
        "    \"path\": [\n"
        "      {\n"
        "        \"name\": \"GET /\",\n"
        "        \"self_ns\": 1000000\n"
        "      }\n"
        "    ],\n"
        "    \"empty\": []\n"
        "  }\n"
        "}\n");
}

TEST_CASE("report/render: JSON is pure ASCII whatever the bytes are") {
  const Facts facts{"", {{"user", "李\x1b\n\"\xff\xc3"}}};
  CHECK(rendered("json", facts) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"user\": \"\\u674e\\u001b\\n\\\"\\ufffd\\ufffd\"\n"
        "}\n");
}

TEST_CASE("report/render: the dots of an attribute's key do not nest") {
  Table table;
  table.path = "rows";
  table.columns = {{"attr:http.route", ""}, {"tokens.input", ""}};
  table.rows = {{{"/chat", count(1)}}};
  CHECK(rendered("json", table) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"rows\": [\n"
        "    {\n"
        "      \"attr:http.route\": \"/chat\",\n"
        "      \"tokens\": {\n"
        "        \"input\": 1\n"
        "      }\n"
        "    }\n"
        "  ]\n"
        "}\n");
}

TEST_CASE("report/render: what was announced is there when it is empty, people's parts are not") {
  Document document;
  document.schema = "made-up.v1";
  Table totals = made_up::who_pays({{"total", 1, usd("1"), 1}});
  totals.rows[0].audience = Audience::People;
  Table pretty = totals;
  pretty.path = "pretty";
  pretty.audience = Audience::People;
  document.blocks = {totals, pretty, Findings{}, Facts{"nothing", {}}, Notes{"", {{{"said"}}}}};
  CHECK(renderers()[1].render(document, {}) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"costs\": {\n"
        "    \"rows\": []\n"
        "  },\n"
        "  \"findings\": [],\n"
        "  \"nothing\": {}\n"
        "}\n");
}

TEST_CASE("report/render: a finding is a record, several blocks of them are one array") {
  model::Finding whole = model::finding_of(kRule);
  whole.confidence_percent = 97;
  whole.message = "severed";
  whole.caller = "backend";
  whole.callee = "";
  whole.count = 3;
  whole.examples = {{*model::read_trace_id("4f1c8a2b000000000000000000000001"), {}, "gap"}};
  Document document;
  document.schema = "made-up.v1";
  model::Finding bare = model::finding_of(kRule);
  bare.certainty = model::Certainty::Certain;
  document.blocks = {Findings{"A", {whole}, "", 0}, Findings{"B", {bare}, "", 0}};
  CHECK(renderers()[1].render(document, {}) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"findings\": [\n"
        "    {\n"
        "      \"rule\": \"TC-P001\",\n"
        "      \"severity\": \"error\",\n"
        "      \"certainty\": \"inferred\",\n"
        "      \"confidence\": 0.97,\n"
        "      \"message\": \"severed\",\n"
        "      \"advice\": \"Pass it on\",\n"
        "      \"evidence\": [],\n"
        "      \"caller\": \"backend\",\n"
        "      \"callee\": null,\n"
        "      \"service\": null,\n"
        "      \"trace_id\": \"4f1c8a2b000000000000000000000001\",\n"
        "      \"span_id\": null,\n"
        "      \"user\": null,\n"
        "      \"count\": 3,\n"
        "      \"examples\": [\n"
        "        {\n"
        "          \"trace_id\": \"4f1c8a2b000000000000000000000001\",\n"
        "          \"span_id\": null,\n"
        "          \"note\": \"gap\"\n"
        "        }\n"
        "      ]\n"
        "    },\n"
        "    {\n"
        "      \"rule\": \"TC-P001\",\n"
        "      \"severity\": \"error\",\n"
        "      \"certainty\": \"certain\",\n"
        "      \"confidence\": 1.0,\n"
        "      \"message\": \"\",\n"
        "      \"advice\": \"Pass it on\",\n"
        "      \"evidence\": [],\n"
        "      \"caller\": null,\n"
        "      \"callee\": null,\n"
        "      \"service\": null,\n"
        "      \"trace_id\": null,\n"
        "      \"span_id\": null,\n"
        "      \"user\": null,\n"
        "      \"count\": 0,\n"
        "      \"examples\": []\n"
        "    }\n"
        "  ]\n"
        "}\n");
}

TEST_CASE(
    "report/render: every timeline is an object with its spans, and what is no span is left out") {
  Timeline timeline;
  timeline.path = "timelines";
  timeline.machine.fields = {{"trace_id", "4f1c"}};
  timeline.rows = {made_up::span("a", "b", 0, 1), made_up::span("a", "c", 0, 1)};
  timeline.rows[0].machine.fields = {{"name", "b"}};
  CHECK(rendered("json", timeline) ==
        "{\n"
        "  \"schema\": \"made-up.v1\",\n"
        "  \"timelines\": [\n"
        "    {\n"
        "      \"trace_id\": \"4f1c\",\n"
        "      \"spans\": [\n"
        "        {\n"
        "          \"name\": \"b\"\n"
        "        }\n"
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n");
}

}  // namespace trace_cost::report
