#include "policy/saved_report.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::policy {

namespace {

using latency::Measure;

std::string report_of(const std::string& traces) {
  return R"({"schema": "trace-cost.report.v1", "traces": )" + traces + "}";
}

std::string fault_of(const std::string& text) {
  const auto profile = read_saved_report(text);
  return profile ? "read" : profile.error().message;
}

}  // namespace

TEST_CASE("policy/saved_report: operations with the values of every trace") {
  const auto profile = read_saved_report(report_of(
      R"([{"root": {"name": "GET /user/7", "service": "web"}, "duration_ns": 5, "spans": 3,
           "errors": 0, "cost": "0.5"},
          {"root": {"name": "GET /user/8", "service": "web"}, "duration_ns": null, "spans": 4,
           "errors": 2, "cost": null}])"));
  REQUIRE(profile);
  CHECK(profile->traces == 2);
  CHECK(profile->spans == 7);
  REQUIRE(profile->subjects.size() == 1);
  const auto& [key, values] = *profile->subjects.begin();
  CHECK(key.to == "GET /user/#");
  CHECK(values.values(Measure::Latency) == std::vector<std::int64_t>{5});
  CHECK(values.values(Measure::Cost) == std::vector<std::int64_t>{500'000'000'000, 0});
  CHECK(values.values(Measure::Calls) == std::vector<std::int64_t>{3, 4});
  CHECK(values.values(Measure::Errors) == std::vector<std::int64_t>{0, 1});
  CHECK(values.values(Measure::Tokens).empty());
}

TEST_CASE("policy/saved_report: anything else is told with its line") {
  CHECK(fault_of("{}") == "1: expected \"schema\": \"trace-cost.report.v1\"");
  CHECK(fault_of(report_of("7")) == "1: expected a list of \"traces\"");
  CHECK(fault_of(report_of("[]")) == "1: a report without any trace");
  CHECK(fault_of(report_of("[\n7]")) == "2: expected a trace with root, spans, errors and cost");
  CHECK(fault_of(report_of(R"([{"root": {}, "spans": 1, "errors": 0, "cost": "much"}])")) ==
        "1: expected a trace with root, spans, errors and cost");
  CHECK(fault_of("{\"schema\": ").starts_with("1: "));
}

TEST_CASE("policy/saved_report: is told from spans by its beginning") {
  CHECK(is_saved_report("\n{\n  \"schema\": \"trace-cost.report.v1\",\n"));
  CHECK(!is_saved_report("{\"resourceSpans\": []}"));
  CHECK(!is_saved_report("trace-cost.report.v1"));
  CHECK(!is_saved_report(""));
}

}  // namespace trace_cost::policy
