#include "policy/policy_file.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>

#include "malformed_policies.h"
#include "policy/limit_text.h"

namespace trace_cost::policy {

namespace {

std::string content_of(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Policy sound(std::string_view text) {
  auto policy = read_policy(text, "p.toml");
  if (!policy) FAIL(policy.error().message);
  return *policy;
}

std::string fault(std::string_view text) {
  const auto policy = read_policy(text, "p.toml");
  return policy ? "" : policy.error().message;
}

}  // namespace

TEST_CASE("policy/policy_file: a hundred malformed policies are told with line and key") {
  const auto& policies = malformed_policies();
  CHECK(policies.size() >= 100);
  for (const Malformed& one : policies) {
    CAPTURE(std::string(one.text));
    const std::string message = fault(one.text);
    CAPTURE(message);
    CHECK(message.find(fmt::format("p.toml:{}:", one.line)) != std::string::npos);
    CHECK(message.find(std::string(one.says)) != std::string::npos);
  }
}

TEST_CASE("policy/policy_file: every key is read") {
  const auto read = read_policy(content_of("policies/everything.toml"), "everything.toml");
  REQUIRE(read.has_value());
  const Policy& policy = *read;
  CHECK(policy.fail_on == "warning");
  CHECK(policy.strict);
  REQUIRE(policy.budgets.size() == 4);
  CHECK(policy.budgets[0].text == "user=0.0050");
  CHECK(policy.budgets[1].text == "total=5");
  const BudgetTerms& terms = policy.budgets[2];
  CHECK(terms.text == "user,model[model=gpt-*,tenant=]/1d=30calls,0.0200,40000tokens");
  CHECK(terms.name == "user-model-day");
  REQUIRE(terms.overrides.size() == 2);
  CHECK(terms.overrides[0].keys == cost::Keys{"alice", "gpt-4o"});
  CHECK(terms.overrides[0].limits.calls == 90);
  CHECK(terms.warn_at == std::vector<std::int64_t>{500'000, 900'000});
  CHECK(terms.on_breach == cost::OnBreach::Warn);
  CHECK(terms.forecast == cost::Forecast::Yes);
  CHECK(terms.anomaly->factor == 4'000'000);
  CHECK(terms.anomaly->lookback == model::Nanos{14LL * 86'400 * 1'000'000'000});
  CHECK(policy.budgets[3].text == "total[user=]=2%");
  REQUIRE(policy.latency.size() == 4);
  CHECK(policy.latency[1].operation == "POST /chat");
  CHECK(policy.latency[1].service == "frontend");
  CHECK(policy.latency[1].quantile == Quantile::P95);
  CHECK(policy.latency[1].most == model::Nanos{1'500'000'000});
  CHECK(policy.latency[1].min_calls == 5);
  CHECK(text_of(policy.latency[1].place) == "everything.toml:35");
  REQUIRE(policy.latency[3].leg.has_value());
  CHECK(text_of(*policy.latency[3].leg) == "frontend>backend");
  CHECK(policy.latency[3].most == model::Nanos{60'000'000'000});
  CHECK(policy.traces.allowed_edges->size() == 2);
  CHECK(policy.traces.required_services.size() == 2);
  REQUIRE(policy.traces.limits.size() == 4);
  CHECK(policy.traces.limits[3].of == Countable::Tokens);
  CHECK(policy.traces.limits[3].most == 100'000);
  REQUIRE(policy.coverage.size() == 2);
  CHECK(policy.coverage[0].least == 990'000);
  REQUIRE(policy.severities.size() == 2);
  CHECK_FALSE(policy.severities[1].severity.has_value());
  REQUIRE(policy.suppressions.size() == 1);
  CHECK(day_text(*policy.suppressions[0].expires) == "2027-01-31");
  CHECK(policy.speaks_of_time());
}

TEST_CASE("policy/policy_file: an empty file agrees on nothing") {
  const Policy policy = sound("");
  CHECK(policy.file == "p.toml");
  CHECK(policy.latency.empty());
  CHECK_FALSE(policy.traces.may_outlive.has_value());
  CHECK_FALSE(policy.speaks_of_time());
  CHECK(sound("[traces]\nmay_outlive = []").traces.may_outlive->empty());
}

TEST_CASE("policy/policy_file: faults come in the order of the file, ten at most") {
  std::string text;
  for (int i = 12; i > 0; --i) text += fmt::format("x{} = 1\n", i);
  const std::string message = fault(text);
  CHECK(message.starts_with("p.toml:1:1: unknown key \"x12\""));
  CHECK(message.ends_with("\np.toml: 2 more"));
  CHECK(message.find("p.toml:10:1: unknown key \"x3\"") != std::string::npos);
  CHECK(message.find("\"x2\"") == std::string::npos);
}

TEST_CASE("policy/policy_file: what was made to hurt is refused") {
  CHECK(fault(std::string((1U << 20U) + 1, '#')).find("1 MiB") != std::string::npos);
  const std::string deep(100'000, '[');
  CHECK_FALSE(fault("a = " + deep).empty());
  std::string dotted = "strict = true\na";
  for (int i = 0; i < 100'000; ++i) dotted += ".a";
  CHECK(fault(dotted + " = 1").starts_with("p.toml:2:"));
  CHECK_FALSE(fault("a = \"\xFF\"").empty());
}

TEST_CASE("policy/policy_file: dots in texts and comments are no keys") {
  const std::string dots(200, '.');
  CHECK(sound("# " + dots + "\nbaseline = \"" + dots + "\"").baseline == dots);
  CHECK(sound("baseline = '''\n" + dots + "\"'''").baseline == dots + "\"");
}

}  // namespace trace_cost::policy
