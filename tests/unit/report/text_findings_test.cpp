#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::report {

namespace {

using made_up::rendered;
using made_up::wide;
using model::Certainty;
using model::Finding;
using model::FindingSeverity;
using model::Rule;

constexpr Rule kDropped{
    "TC-P001", "trace context dropped",         FindingSeverity::Error, Certainty::Inferred,
    "",        "Pass the traceparent header on"};
constexpr Rule kLost{"TC-P008", "parents lost",      FindingSeverity::Warning, Certainty::Certain,
                     "",        "Flush the exporter"};

Finding dropped(const char* callee) {
  Finding finding = model::finding_of(kDropped);
  finding.confidence_percent = 97;
  finding.caller = "backend";
  finding.callee = callee;
  finding.message = "3 of 38 calls severed";
  finding.examples.push_back({*model::read_trace_id("4f1c8a2b000000000000000000000001"),
                              *model::read_span_id("91aa12cd00000001"), "gap 1.4 ms"});
  return finding;
}

Finding lost() {
  Finding finding = model::finding_of(kLost);
  finding.service = "backend";
  finding.message = "7 parents never exported";
  return finding;
}

Findings alarms(std::vector<Finding> findings) {
  return {"ALARMS", std::move(findings), "nothing stands out", 0};
}

}  // namespace

TEST_CASE("report/render: a finding has a sign, its rule, whom it is about, evidence and advice") {
  CHECK(rendered("text", alarms({dropped("ai-service"), lost()}), wide(100)) ==
        "ALARMS\n"
        "  ✗ TC-P001  backend → ai-service  3 of 38 calls severed  p .97\n"
        "             trace 4f1c8a2b span 91aa12cd  gap 1.4 ms\n"
        "             Pass the traceparent header on  (trace-cost explain TC-P001)\n"
        "  ! TC-P008  backend               7 parents never exported\n"
        "             Flush the exporter  (trace-cost explain TC-P008)\n");
}

TEST_CASE("report/render: findings in ASCII") {
  CHECK(rendered("text", alarms({dropped("ai-service")}), made_up::ascii(100)) ==
        "ALARMS\n"
        "  x TC-P001  backend -> ai-service  3 of 38 calls severed  p .97\n"
        "             trace 4f1c8a2b span 91aa12cd  gap 1.4 ms\n"
        "             Pass the traceparent header on  (trace-cost explain TC-P001)\n");
  CHECK(rendered("text", alarms({}), made_up::ascii(100)) == "ALARMS\n  ok nothing stands out\n");
}

TEST_CASE("report/render: a long finding hangs under its message") {
  CHECK(rendered("text", alarms({dropped("ai-service")}), wide(46)) ==
        "ALARMS\n"
        "  ✗ TC-P001  backend → ai-service  3 of 38\n"
        "             calls severed  p .97\n"
        "             trace 4f1c8a2b span 91aa12cd  gap\n"
        "             1.4 ms\n"
        "             Pass the traceparent header on\n"
        "             (trace-cost explain TC-P001)\n");
}

TEST_CASE("report/render: advice stands once under several findings of one rule") {
  CHECK(rendered("text", alarms({dropped("a"), dropped("b")}), wide(100)) ==
        "ALARMS\n"
        "  ✗ TC-P001  backend → a  3 of 38 calls severed  p .97\n"
        "             trace 4f1c8a2b span 91aa12cd  gap 1.4 ms\n"
        "  ✗ TC-P001  backend → b  3 of 38 calls severed  p .97\n"
        "             trace 4f1c8a2b span 91aa12cd  gap 1.4 ms\n"
        "             Pass the traceparent header on  (trace-cost explain TC-P001)\n");
}

TEST_CASE("report/render: findings beyond the cap are counted") {
  Findings block = alarms({lost(), lost(), lost()});
  block.most = 1;
  CHECK(rendered("text", block, wide(100)) ==
        "ALARMS\n"
        "  ! TC-P008  backend  7 parents never exported\n"
        "             Flush the exporter  (trace-cost explain TC-P008)\n"
        "  … and 2 more\n");
}

TEST_CASE("report/render: no findings is good news, said with a sign") {
  CHECK(rendered("text", alarms({}), wide(100)) == "ALARMS\n  ✓ nothing stands out\n");
  CHECK(rendered("text", Findings{}, wide(100)) == "\n");
  CHECK(rendered("text", alarms({}), {100, Charset::Unicode, Colour::Always}) ==
        "\x1b[1mALARMS\x1b[0m\n  \x1b[32m✓ nothing stands out\x1b[0m\n");
}

TEST_CASE("report/render: a finding about a user, and one about nobody in particular") {
  Finding user = lost();
  user.service.reset();
  user.user = "\x1b[31malice";
  Finding nobody = lost();
  nobody.service.reset();
  nobody.severity = FindingSeverity::Info;
  CHECK(rendered("text", alarms({user, nobody}), wide(60)) ==
        "ALARMS\n"
        "  ! TC-P008  \\x1b[31malice  7 parents never exported\n"
        "  i TC-P008  7 parents never exported\n"
        "             Flush the exporter  (trace-cost explain\n"
        "             TC-P008)\n");
}

TEST_CASE("report/render: notes are wrapped at blanks, further lines are indented") {
  const Notes notes{"",
                    {{{"259 spans · 29 traces · 4 services"}},
                     {{"  every record read · "}, {"7 orphans", Tone::Warning}, {", 41 prints"}}}};
  CHECK(rendered("text", notes, wide(100)) ==
        "259 spans · 29 traces · 4 services\n"
        "  every record read · 7 orphans, 41 prints\n");
  CHECK(rendered("text", notes, wide(31)) ==
        "259 spans · 29 traces · 4\n"
        "  services\n"
        "  every record read · 7\n"
        "    orphans, 41 prints\n");
}

TEST_CASE("report/render: phrases keep their tone across a line's end") {
  const Notes notes{"NOTE", {{{"all is "}, {"very bad", Tone::Bad}, {"!"}}}};
  CHECK(rendered("text", notes, {13, Charset::Unicode, Colour::Always}) ==
        "\x1b[1mNOTE\x1b[0m\n"
        "  all is \x1b[31mvery\x1b[0m\n"
        "    \x1b[31mbad\x1b[0m!\n");
}

TEST_CASE("report/render: blocks are parted by one empty line, silent ones leave none") {
  Document document;
  document.blocks = {Notes{"", {{{"one"}}}}, Facts{"totals", {{"spans", made_up::count(1)}}},
                     Findings{}, Notes{"", {{{"two"}}}}};
  CHECK(renderers().front().render(document, {}) == "one\n\ntwo\n");
}

}  // namespace trace_cost::report
