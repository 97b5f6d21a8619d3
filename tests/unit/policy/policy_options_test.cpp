#include "policy/policy_options.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::policy {

TEST_CASE("policy/policy_options: a limit on time names an operation or a leg") {
  OptionTexts texts;
  texts.latency = {"GET /chat p95=800ms", "frontend>backend max <= 2s", "GET /a=b p50=1s"};
  Policy policy;
  CHECK_FALSE(add_options(texts, policy).has_value());
  REQUIRE(policy.latency.size() == 3);
  CHECK(policy.latency[0].operation == "GET /chat");
  CHECK(policy.latency[1].leg.has_value());
  CHECK(policy.latency[1].quantile == Quantile::Max);
  CHECK(policy.latency[2].operation == "GET /a=b");
}

TEST_CASE("policy/policy_options: a floor takes the place of the file's, lists grow") {
  Policy policy;
  policy.coverage = {CoverageFloor{Covered::Attributed, 500'000, {"p.toml", 3}}};
  policy.traces.allowed_edges = std::vector<ServicePair>{ServicePair{"a", "b"}};
  OptionTexts texts;
  texts.min_attributed = "90%";
  texts.allow_edge = {"b>c"};
  CHECK_FALSE(add_options(texts, policy).has_value());
  REQUIRE(policy.coverage.size() == 1);
  CHECK(policy.coverage[0].least == 900'000);
  CHECK(policy.traces.allowed_edges->size() == 2);
}

TEST_CASE("policy/policy_options: what is no limit is told with its option") {
  const auto message = [](auto set) {
    OptionTexts texts;
    set(texts);
    Policy policy;
    const auto failure = add_options(texts, policy);
    return failure ? failure->message : std::string();
  };
  using Texts = OptionTexts;
  for (const char* text : {"", "p95=1s", "GET / p95", "GET / p95=", "GET / p1=1s"}) {
    CHECK(message([&](Texts& t) { t.latency = {text}; }).starts_with("--latency"));
  }
  CHECK(message([](Texts& t) { t.expect = {"a"}; }).starts_with("--expect"));
  CHECK(message([](Texts& t) { t.allow_edge = {"a"}; }).starts_with("--allow-edge"));
  CHECK(message([](Texts& t) { t.may_outlive = {"a"}; }).starts_with("--may-outlive"));
  CHECK(message([](Texts& t) { t.max_per_trace = {"spans"}; }).starts_with("--max-per-trace"));
  CHECK(message([](Texts& t) { t.max_per_trace = {"spans=0"}; }).starts_with("--max-per-trace"));
  CHECK(message([](Texts& t) { t.severity = {"TC-P001"}; }).starts_with("--severity"));
  CHECK(message([](Texts& t) { t.severity = {"TC-P800=off"}; }).find("did you mean TC-P") !=
        std::string::npos);
  CHECK(message([](Texts& t) { t.ignore = {"TC-P001@"}; }).starts_with("--ignore"));
  CHECK(message([](Texts& t) { t.min_attributed = "9"; }).starts_with("--min-attributed"));
  CHECK(message([](Texts& t) { t.min_priced = "101%"; }).starts_with("--min-priced"));
}

}  // namespace trace_cost::policy
