#include <doctest/doctest.h>

#include "made_up.h"
#include "report/render/markdown_escape.h"

namespace trace_cost::report {

namespace {

using made_up::rendered;
using made_up::usd;

constexpr model::Rule kMarkdownRule{
    "TC-P001", "dropped",   model::FindingSeverity::Error, model::Certainty::Inferred,
    "",        "Pass it on"};

}  // namespace

TEST_CASE("report/render: what strangers wrote is text in Markdown, never markup") {
  CHECK(markdown_escaped("a|b") == "a\\|b");
  CHECK(markdown_escaped("<img src=x>") == "\\<img src=x\\>");
  CHECK(markdown_escaped("`*_[x](y)") == "\\`\\*\\_\\[x\\](y)");
  CHECK(markdown_escaped("# a & ~b\\") == "\\# a \\& \\~b\\\\");
  CHECK(markdown_escaped("a\nb\x1b") == "a\\\\nb\\\\x1b");
  CHECK(markdown_escaped("- a - b") == "\\- a - b");
}

TEST_CASE("report/render: nobody is mentioned, addresses stay as they are") {
  CHECK(markdown_escaped("@alice") == "@&#8203;alice");
  CHECK(markdown_escaped("by @bob") == "by @&#8203;bob");
  CHECK(markdown_escaped("dave@example.com") == "dave@example.com");
}

TEST_CASE("report/render: a fenced block cannot be closed from inside") {
  CHECK(markdown_fenced("a\n") == "```text\na\n```\n");
  CHECK(markdown_fenced("```\nb````\n") == "`````text\n```\nb````\n`````\n");
}

TEST_CASE("report/render: a table in Markdown has people's values and no bars") {
  Table table =
      made_up::who_pays({{"a|b", 1'204, usd("0.01137405"), 500'000}, {Unknown{}, 9, usd("1"), 0}});
  table.footnotes = {"p99 needs 299 calls"};
  CHECK(rendered("markdown", table) ==
        "### WHO PAYS\n"
        "\n"
        "| user | calls | cost | share |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| a\\|b | 1 204 | $0.01137405 | 50.0 % |\n"
        "| – | 9 | $1.00000000 | 0.0 % |\n"
        "\n"
        "p99 needs 299 calls\n");
}

TEST_CASE("report/render: findings are a list in Markdown") {
  model::Finding finding = model::finding_of(kMarkdownRule);
  finding.confidence_percent = 97;
  finding.caller = "back_end";
  finding.callee = "ai";
  finding.message = "3 of 38 calls severed";
  finding.examples = {{*model::read_trace_id("4f1c8a2b000000000000000000000001"), {}, "gap"}};
  Findings block{"ALARMS", {finding, finding}, "no alarms", 1};
  CHECK(rendered("markdown", block) ==
        "### ALARMS\n"
        "\n"
        "- ✗ error `TC-P001` **back\\_end → ai**: 3 of 38 calls severed (p .97)\n"
        "  - trace 4f1c8a2b  gap\n"
        "  - Pass it on  (trace-cost explain TC-P001)\n"
        "- … and 1 more\n");
  block.findings.clear();
  CHECK(rendered("markdown", block) == "### ALARMS\n\n✓ no alarms\n");
}

TEST_CASE("report/render: notes are paragraphs in Markdown") {
  const Notes notes{"", {{{"259 spans · "}, {"7 orphans", Tone::Bad}}, {}, {{"  - by user"}}}};
  CHECK(rendered("markdown", notes) == "259 spans · 7 orphans\n\n\\- by user\n");
}

TEST_CASE("report/render: a timeline is fenced in Markdown") {
  Timeline timeline;
  timeline.heading = {{"GET /chat"}};
  timeline.length = made_up::ms(4);
  timeline.rows = {made_up::span("```", "b", 0, 1)};
  CHECK(rendered("markdown", timeline) ==
        "````text\n"
        "GET /chat\n"
        "                 0         0.5       1          1.5       2         2.5        3         "
        "3.5 4.00 ms\n"
        "```  b  1.00 ms  ████████████████████▊\n"
        "````\n");
}

}  // namespace trace_cost::report
