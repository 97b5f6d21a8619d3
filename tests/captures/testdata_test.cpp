// Runs in testdata/.
#include <doctest/doctest.h>

#include <algorithm>

#include "truth.h"

namespace trace_cost::captures {

namespace {

Paths inputs_of(const Json& truth) {
  Paths inputs;
  for (const auto& [file, spans] : truth["files"].items()) {
    inputs.push_back(std::filesystem::path(truth["story"].get<std::string>()) / file);
  }
  return inputs;
}

// A file without spans makes the exit 2, but the rest is reported.
Json report_with_gaps(const Paths& inputs) {
  return Json::parse(run("report --format json", inputs).output, nullptr, false);
}

void check_same_answers(const Json& one, const Json& other) {
  for (const char* const part : {"costs", "legs", "propagation", "findings", "traces"}) {
    CAPTURE(part);
    CHECK(one[part] == other[part]);
  }
}

}  // namespace

// Propagation faults among it: they are found where they were made, and nowhere else.
TEST_CASE("captures: every story of testdata comes out as truth.json says") {
  const Json stories = read_json("truth.json");
  CHECK(stories.size() == 49);
  for (const Json& truth : stories) {
    const Paths inputs = inputs_of(truth);
    CAPTURE(inputs.front().string());
    const Json report = report_with_gaps(inputs);
    REQUIRE(report.is_object());
    check_report(report, truth);
  }
}

TEST_CASE("captures: a capture without faults raises no finding at all, with clocks off or not") {
  CHECK(findings_of(report_of({"python-console/no-faults"})).empty());
  CHECK(findings_of(report_of({"python-console/skewed-clocks"})).empty());
}

TEST_CASE("captures: whatever a log or a tool makes of a dump, its spans stay what they are") {
  const Json plain = report_of({"python-console/sdk-versions/head.txt"});
  const Paths files = files_below("log-prefixes");
  CHECK(files.size() == 18);
  for (const std::filesystem::path& file : files) {
    CAPTURE(file.string());
    const Json report = report_of({file});
    CHECK(report["totals"] == plain["totals"]);
    CHECK(report["inputs"][0]["damaged"] == 0);
    check_same_answers(plain, report);
  }
}

TEST_CASE("captures: several encodings of one set give the answers of one") {
  const Paths otlp{"otlp-json/four-services"};
  const Paths compact{"python-console/four-services-compact"};
  const Json one = report_of(otlp);
  for (const Paths& more :
       {Paths{otlp[0], "python-console/four-services"}, Paths{otlp[0], compact[0]},
        Paths{compact[0], "python-console/four-services", otlp[0]},
        Paths{"zipkin-json/four-services", otlp[0], "jaeger-json/four-services",
              "langfuse-json/four-services", "phoenix-json/four-services", compact[0]}}) {
    const Json several = report_of(more);
    CHECK(several["totals"]["spans"] == 259);
    CHECK(several["totals"]["duplicates"] == 259 * (more.size() - 1));
    check_same_answers(one, several);
  }
}

TEST_CASE("captures: encodings in microseconds alone give the money and the counts of one") {
  const Json one = report_of({"python-console/four-services"});
  const Json several = report_of({"zipkin-json/four-services", "phoenix-json/four-services",
                                  "langfuse-json/four-services", "jaeger-json/four-services"});
  CHECK(several["costs"] == one["costs"]);
  for (const char* const part : {"spans", "traces", "roots", "orphans", "errors", "services"}) {
    CAPTURE(part);
    CHECK(several["totals"][part] == one["totals"][part]);
  }
}

TEST_CASE("captures: a console in JavaScript says what OTLP says, alone and beside it") {
  const Json otlp = report_of({"otlp-json/four-services-js"});
  const Json console = report_of({"js-console/four-services"});
  const Json both = report_of({"js-console/four-services", "otlp-json/four-services-js"});
  CHECK(console["totals"] == otlp["totals"]);
  CHECK(both["totals"]["spans"] == 260);
  CHECK(both["totals"]["duplicates"] == 260);
  check_same_answers(otlp, console);
  check_same_answers(otlp, both);
}

TEST_CASE("captures: OTLP gives one answer, as JSON and as protobuf") {
  check_same_answers(report_of({"otlp-json/four-services-js"}),
                     report_of({"otlp-protobuf/four-services-js"}));
  const Json both = report_of({"otlp-json/four-services-js", "otlp-protobuf/four-services-js"});
  CHECK(both["totals"]["spans"] == 260);
  CHECK(both["totals"]["duplicates"] == 260);
  check_same_answers(both, report_of({"otlp-json/four-services-js"}));
}

TEST_CASE("captures: the order of the files changes no byte") {
  for (const char* const folder : {"python-console/four-services", "otlp-json/four-services-js"}) {
    const Paths files = files_below(folder);
    const Paths reversed(files.rbegin(), files.rend());
    for (const char* const command : {"report --format json", "report", "costs", "legs", "check"}) {
      CAPTURE(command);
      CHECK(run(command, files).output == run(command, reversed).output);
    }
  }
}

TEST_CASE("captures: check fails on broken propagation and passes without") {
  CHECK(run("check", {"python-console/four-services"}).exit == 1);
  CHECK(run("check", {"python-console/no-faults"}).exit == 0);
  CHECK(run("check", {"python-console/skewed-clocks"}).exit == 0);
}

}  // namespace trace_cost::captures
