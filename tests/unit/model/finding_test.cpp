#include "model/finding.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace trace_cost::model {

namespace {

constexpr Rule kFirst{"TC-X001", "first", FindingSeverity::Warning, Certainty::Inferred, "", ""};
constexpr Rule kSecond{"TC-X002", "second", FindingSeverity::Error, Certainty::Certain, "", ""};

Finding finding(const Rule& rule, std::optional<std::string> caller, std::string message) {
  Finding made = finding_of(rule);
  made.caller = std::move(caller);
  made.message = std::move(message);
  return made;
}

}  // namespace

TEST_CASE("model/finding: a finding starts with the severity and certainty of its rule") {
  const Finding made = finding_of(kFirst);
  CHECK(made.rule == &kFirst);
  CHECK(made.severity == FindingSeverity::Warning);
  CHECK(made.certainty == Certainty::Inferred);
  CHECK(made.count == 0);
  CHECK_FALSE(made.caller);
}

TEST_CASE("model/finding: errors come first, then the order of what is said, never of arrival") {
  std::vector<Finding> findings{
      finding(kSecond, std::nullopt, "e1"),
      finding(kFirst, std::nullopt, "w1"),
      finding(kFirst, "", "w2"),
      finding(kFirst, "a", "w3"),
      finding(kFirst, "a", "w4"),
      finding(kFirst, "b", "w0"),
  };
  Finding info = finding(kFirst, std::nullopt, "i1");
  info.severity = FindingSeverity::Info;
  findings.push_back(info);
  std::sort(findings.begin(), findings.end(),
            [](const Finding& a, const Finding& b) { return a.message < b.message; });
  do {
    std::vector<Finding> sorted = findings;
    sort_findings(sorted);
    std::string order;
    for (const Finding& entry : sorted) order += entry.message + " ";
    REQUIRE(order == "e1 w1 w2 w3 w4 w0 i1 ");
  } while (std::next_permutation(
      findings.begin(), findings.end(),
      [](const Finding& a, const Finding& b) { return a.message < b.message; }));
}

TEST_CASE("model/finding: severities and certainties have the names of the JSON output") {
  CHECK(name_of(FindingSeverity::Error) == "error");
  CHECK(name_of(FindingSeverity::Warning) == "warning");
  CHECK(name_of(FindingSeverity::Info) == "info");
  CHECK(name_of(Certainty::Certain) == "certain");
  CHECK(name_of(Certainty::Inferred) == "inferred");
  CHECK(name_of(Certainty::Hint) == "hint");
}

}  // namespace trace_cost::model
