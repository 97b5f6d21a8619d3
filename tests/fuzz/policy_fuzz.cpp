// Any text at all -> a policy, and a baseline. Either says what is wrong and where, or is read;
// what is read of a baseline is the same when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "must.h"
#include "policy/baseline.h"
#include "policy/policy_file.h"

namespace trace_cost {

namespace {

void check_policy(std::string_view text) {
  const auto policy = policy::read_policy(text, "p");
  if (!policy) MUST(policy.error().message.starts_with("p:"));
  if (!policy) return;
  for (const policy::LatencyLimit& limit : policy->latency) {
    MUST(limit.most > model::Nanos{0});
    MUST(limit.operation.empty() == limit.leg.has_value());
    MUST(limit.place.line > 0);
  }
  for (const policy::CoverageFloor& floor : policy->coverage) {
    MUST(floor.least >= 0 && floor.least <= 1'000'000);
  }
  for (const policy::Suppression& suppression : policy->suppressions) {
    MUST(!suppression.rule.empty() && !suppression.reason.empty());
  }
}

void check_baseline(std::string_view text) {
  const auto known = policy::read_baseline(text, "b");
  if (!known) MUST(known.error().message.starts_with("b:"));
  if (!known) return;
  const auto again = policy::read_baseline(policy::baseline_text(*known), "b");
  MUST(again.has_value());
  MUST(*again == *known);
}

}  // namespace

}  // namespace trace_cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  trace_cost::check_policy(text);
  trace_cost::check_baseline(text);
  return 0;
}
