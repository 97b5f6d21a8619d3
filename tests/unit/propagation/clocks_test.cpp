#include "propagation/clocks.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

// Calls of 100 ms whose callee takes from 10 to 90 ms into it, by a clock that is `ahead`.
std::string calls(int count, int ahead) {
  std::string story;
  for (int i = 0; i < count; ++i) {
    const int at = 1000 * (i + 1);
    story +=
        fmt::format("t{0}/a web@w CLIENT {1}..{2} POST /q\nt{0}/b<a db@d SERVER {3}..{4} POST /q\n",
                    i, at, at + 100, at + 10 + ahead, at + 90 + ahead);
  }
  return story;
}

// The message of the only finding; empty when there is none.
std::string said(const std::string& story) {
  const MadeJudgement made(story);
  return made.judged.findings.empty() ? "" : made.judged.findings.front().message;
}

}  // namespace

TEST_CASE("propagation/clocks: one finding for a pair of hosts, with its bound") {
  CHECK(said(calls(5, 250)) ==
        "the clock of w is 250.0 ms ± 10.0 ms behind that of d, by 5 of 5 calls");
  CHECK(said(calls(5, -250)) ==
        "the clock of w is 250.0 ms ± 10.0 ms ahead of that of d, by 5 of 5 calls");
  CHECK(MadeJudgement(calls(5, 250)).findings() == "TC-T001 warning at any x5 100 %");
}

TEST_CASE("propagation/clocks: what may be no offset is none") {
  CHECK(said(calls(5, 0)).empty());
  CHECK(said(calls(5, 9)).empty());
  CHECK(said(calls(5, -9)).empty());
}

TEST_CASE("propagation/clocks: most calls decide; without most, the clock drifts") {
  CHECK(MadeJudgement(calls(10, 250) +
                      "x/a web@w CLIENT 1..9 POST /q\nx/b<a db@d SERVER 2..8 POST /q")
            .findings() == "TC-T001 warning at any x10 100 %");
  CHECK(
      MadeJudgement(calls(2, 250) + "x/a web@w CLIENT 1..9 POST /q\nx/b<a db@d SERVER 2..8 POST /q")
          .findings() == "TC-T007 warning at any x2 100 %");
}

TEST_CASE("propagation/clocks: a severed call is found by the callee's own clock") {
  const MadeJudgement made(calls(10, 250) +
                           "c/c web@w CLIENT 90000..90100 POST /q | url.full=http://db/q\n"
                           "r/r db@d  SERVER 90260..90340 POST /q");
  CHECK(made.edges() == "web -> db: 10 joined, 1 severed of 11, broken");
}

}  // namespace trace_cost::propagation
