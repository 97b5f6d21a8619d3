// The files that `check --report` writes, held against what their schemas require: SARIF 2.1.0
// (OASIS), and what GitHub asks beyond it. The other forms stand in golden/check/reports-*.
#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <set>
#include <string>

#include "program.h"

namespace trace_cost::captures {

namespace {

namespace fs = std::filesystem;

const std::string kFailing =
    "check --policy policies/expired.toml --now 2026-11-24 --fail-on warning "
    "--latency 'GET /x p95=1s'";

// A file that goes away again.
class ReportFile {
 public:
  explicit ReportFile(const char* name)
      : path_(fs::temp_directory_path() / ("trace-cost-" + std::to_string(::getpid()) + name)) {}
  ReportFile(const ReportFile&) = delete;
  ReportFile& operator=(const ReportFile&) = delete;
  ~ReportFile() { std::remove(path_.c_str()); }
  [[nodiscard]] std::string option(const char* kind) const {
    return std::string(" --report ") + kind + "=" + path_.string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] Json json() const { return read_json(path_); }

 private:
  fs::path path_;
};

Json run_of(const std::string& arguments, int exit) {
  const ReportFile file(".sarif");
  CHECK(run(arguments + file.option("sarif"), {"otlp-json/four-services"}).exit == exit);
  const Json log = file.json();
  CHECK(log.at("version") == "2.1.0");
  CHECK(log.at("$schema").get<std::string>().find("sarif-2.1.0") != std::string::npos);
  REQUIRE(log.at("runs").size() == 1);
  return log.at("runs")[0];
}

bool is_message(const Json& value) {
  return value.is_object() && value.contains("text") && value["text"].is_string() &&
         !value["text"].get<std::string>().empty();
}

void check_rule(const Json& rule) {
  CHECK(rule.at("id").is_string());
  for (const char* words : {"shortDescription", "fullDescription", "help"}) {
    CHECK(is_message(rule.at(words)));
  }
}

void check_location(const Json& location) {
  const Json& physical = location.at("physicalLocation");
  CHECK(physical.at("artifactLocation").at("uri") == "policies/expired.toml");
  CHECK(physical.at("region").at("startLine").get<int>() >= 1);
}

void check_result(const Json& result, const Json& rules) {
  static const std::set<std::string> kLevels{"none", "note", "warning", "error"};
  const std::size_t index = result.at("ruleIndex").get<std::size_t>();
  REQUIRE(index < rules.size());
  CHECK(rules[index].at("id") == result.at("ruleId"));
  CHECK(kLevels.count(result.at("level").get<std::string>()) == 1);
  CHECK(is_message(result.at("message")));
  REQUIRE(result.at("locations").size() == 1);
  check_location(result.at("locations")[0]);
  CHECK(result.at("partialFingerprints").at("traceCostIdentity/v1").is_string());
}

}  // namespace

TEST_CASE("captures: SARIF declares every rule and places every result") {
  const Json sarif = run_of(kFailing, 1);
  const Json& driver = sarif.at("tool").at("driver");
  CHECK(driver.at("name") == "trace-cost");
  std::set<std::string> ids;
  for (const Json& rule : driver.at("rules")) {
    check_rule(rule);
    CHECK(ids.insert(rule["id"]).second);
  }
  std::set<std::string> fingerprints;
  REQUIRE(sarif.at("results").size() == 7);
  for (const Json& result : sarif["results"]) {
    check_result(result, driver["rules"]);
    CHECK(fingerprints.insert(result["partialFingerprints"]["traceCostIdentity/v1"]).second);
  }
}

TEST_CASE("captures: SARIF tells what is ignored, and what could not be evaluated") {
  const Json sarif = run_of(kFailing, 1);
  std::size_t suppressed = 0;
  for (const Json& result : sarif.at("results")) {
    if (!result.contains("suppressions")) continue;
    ++suppressed;
    CHECK(result["ruleId"] == "TC-P002");
    REQUIRE(result["suppressions"].size() == 1);
    CHECK(result["suppressions"][0].at("kind") == "external");
    CHECK(result["suppressions"][0].at("justification") == "known since the move");
  }
  CHECK(suppressed == 1);
  const Json& invocation = sarif.at("invocations")[0];
  CHECK(invocation.at("executionSuccessful") == true);
  REQUIRE(invocation.at("toolExecutionNotifications").size() == 1);
  CHECK(is_message(invocation["toolExecutionNotifications"][0].at("message")));
}

TEST_CASE("captures: a fingerprint does not depend on which traces a finding was found in") {
  const ReportFile before(".a.json");
  const ReportFile after(".b.json");
  run("check" + before.option("gitlab"), {"otlp-json/four-services"});
  run("check" + after.option("gitlab"), {"otlp-json/four-services-js"});
  std::set<std::string> known;
  for (const Json& issue : before.json()) known.insert(issue.at("fingerprint"));
  std::size_t again = 0;
  for (const Json& issue : after.json()) again += known.count(issue.at("fingerprint"));
  CHECK(known.size() == before.json().size());
  CHECK(again >= 3);  // the same faults were injected into both runs
}

TEST_CASE("captures: a policy of --init is passed by the capture that it was made from") {
  for (const char* capture :
       {"python-console/no-faults", "otlp-json/fifty-users", "bad-input/hostile-names.jsonl",
        "otlp-json/children-outlive.jsonl", "python-console/sdk-versions/head.txt"}) {
    CAPTURE(capture);
    const ReportFile file(".toml");
    const std::string policy = " --policy " + file.path();
    CHECK(run("check --init" + policy, {capture}).exit == 0);
    CHECK(run("check" + policy, {capture}).exit == 0);
    CHECK(run("check --init" + policy, {capture}).exit == 2);
  }
}

}  // namespace trace_cost::captures
