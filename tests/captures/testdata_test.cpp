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
  // But for the clocks, once for each pair of hosts: they are 250 ms behind and 90 ms ahead.
  const Json skewed = report_of({"python-console/skewed-clocks"});
  CHECK(findings_of(skewed, "warning") == findings_of(skewed));
  REQUIRE(skewed["findings"].size() == 2);
  CHECK(
      skewed["findings"][0]["message"] ==
      "the clock of backend-0 is 90.3 ms ± 0.9 ms behind that of ai-service-0, by 12 of 12 calls");
  CHECK(skewed["findings"][1]["message"] ==
        "the clock of database-0 is 249.5 ms ± 1.1 ms behind that of backend-0, by 6 of 6 calls");
}

TEST_CASE("captures: every injected fault is found with its rule, at its edge") {
  const char* const found =
      "TC-P001 error backend -> ai-service x1\n"  // an id in upper case, which the SDK rejects
      "TC-P001 error backend -> database x2\n"    // no header
      "TC-P002 error backend -> ai-service x4";   // one digit of the trace id
  for (const char* const story : {"python-console/four-services", "otlp-json/four-services-js"}) {
    CAPTURE(story);
    const Json report = report_of({story});
    CHECK(findings_of(report, "error") == found);
    const std::string warnings = findings_of(report, "warning");
    CHECK(warnings.find("TC-P006 warning backend -> ai-service x3") != std::string::npos);
    CHECK(warnings.find("TC-P015 warning backend -> ai-service x2") != std::string::npos);
  }
  CHECK(findings_of(report_of({"otlp-json/python-and-js"}), "error") ==
        "TC-P001 error backend -> ai-service x1\n"
        "TC-P001 error backend -> database x1\n"
        "TC-P002 error backend -> ai-service x3");
}

TEST_CASE("captures: what was lost is no severed call") {
  for (const char* const story : {"python-console/killed-backend", "python-console/killed-frontend",
                                  "otlp-json/fifty-users"}) {
    CAPTURE(story);
    CHECK(findings_of(report_of({story}), "error").empty());
  }
  CHECK(findings_of(report_of({"python-console/killed-backend"}))
            .find("TC-P007 warning at ai-service x24") != std::string::npos);
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
