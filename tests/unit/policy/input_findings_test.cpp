#include "policy/input_findings.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

namespace trace_cost::policy {

namespace {

model::Capture with_damage(std::initializer_list<std::uint64_t> damaged) {
  model::Capture capture;
  for (const std::uint64_t count : damaged) {
    model::Source source;
    source.name = "file" + std::to_string(capture.sources().size() + 1);
    source.damaged = count;
    capture.add_source(source);
  }
  capture.seal();
  return capture;
}

}  // namespace

TEST_CASE("policy/input_findings: without damage there is nothing to say") {
  CHECK(damage_findings(with_damage({}), Damage::Fails).empty());
  CHECK(damage_findings(with_damage({0, 0}), Damage::Fails).empty());
}

TEST_CASE("policy/input_findings: damage is told by file, and an error only where it fails") {
  const model::Capture capture = with_damage({2, 0, 1});
  const auto told = damage_findings(capture, Damage::Reported);
  REQUIRE(told.size() == 1);
  CHECK(told.front().severity == model::FindingSeverity::Info);
  CHECK(told.front().count == 3);
  CHECK(told.front().message == "3 records were lost to damage: 2 in file1, 1 in file3");
  CHECK(damage_findings(capture, Damage::Fails).front().severity == model::FindingSeverity::Error);
}

}  // namespace trace_cost::policy
