#include "policy/baseline.h"

#include <doctest/doctest.h>

#include <string>

#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

Identity known(const char* callee) {
  Identity identity;
  identity.rule = "TC-P001";
  identity.check = "propagation";
  identity.caller = "a";
  identity.callee = callee;
  return identity;
}

Verdict with_check(CheckState state) {
  Verdict verdict;
  Check check;
  check.key = "propagation";
  check.state = state;
  verdict.checks = {check};
  return verdict;
}

JudgedFinding judged(const Identity& identity, Fate fate) {
  JudgedFinding one;
  one.identity = identity;
  one.fate = fate;
  return one;
}

}  // namespace

TEST_CASE("policy/baseline: what is written is read again, sorted and once") {
  Identity odd = known("quote\" back\\slash line\n bell\x07 \u00fc");
  odd.user = "";
  const std::string text = baseline_text({odd, known("c"), known("b"), known("c")});
  const auto read = read_baseline(text, "b.toml");
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 3);
  CHECK((*read)[0] == known("b"));
  CHECK((*read)[1] == known("c"));
  CHECK((*read)[2] == odd);
  CHECK(baseline_text(*read) == text);
  CHECK(read_baseline(baseline_text({}), "b.toml")->empty());
}

TEST_CASE("policy/baseline: a faulty one is told with line and key") {
  const auto read = read_baseline("known = [\n { rule = 'TC-P001', chek = 'x' } ]", "b.toml");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().message.find("b.toml:2:") != std::string::npos);
  CHECK(read.error().message.find("did you mean \"check\"?") != std::string::npos);
}

TEST_CASE("policy/baseline: only what was looked for and not found is mended") {
  Verdict verdict = with_check(CheckState::Passed);
  verdict.findings = {judged(known("b"), Fate::Known)};
  const Ratchet ratchet = turn_ratchet({known("b"), known("c")}, verdict);
  REQUIRE(ratchet.kept.size() == 1);
  CHECK(ratchet.kept[0] == known("b"));
  REQUIRE(ratchet.mended.size() == 1);
  for (const CheckState state : {CheckState::NotEvaluated, CheckState::NotExercised}) {
    CHECK(turn_ratchet({known("c")}, with_check(state)).mended.empty());
  }
  CHECK(turn_ratchet({known("c")}, Verdict{}).mended.size() == 1);
}

TEST_CASE("policy/baseline: an expired suppression cannot become known") {
  Identity expired = known("b");
  expired.rule = kSuppressionExpired.id;
  Verdict verdict;
  verdict.findings = {judged(expired, Fate::Failed), judged(known("b"), Fate::Failed),
                      judged(known("c"), Fate::Remark)};
  REQUIRE(failing(verdict).size() == 1);
  CHECK(failing(verdict)[0] == known("b"));
}

TEST_CASE("policy/identity: every part counts, and where it stands") {
  const std::string print = fingerprint_of(known("b"));
  CHECK(print == "def045520df5a329");
  Identity other = known("b");
  other.callee.reset();
  other.service = "b";
  CHECK(fingerprint_of(other) != print);
  other = known("b");
  other.user = "";
  CHECK(fingerprint_of(other) != print);
  model::Finding finding = model::finding_of(kEdgeNotAllowed);
  finding.user = "\xFFx";
  CHECK(*identity_of(finding, "q").user == "\uFFFDx");
}

}  // namespace trace_cost::policy
