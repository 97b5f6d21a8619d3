#include "propagation/severed_calls.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

// A long capture in which backend and db are known to each other, so that chance is small.
//
//   trace 1   |-- CLIENT POST http://db:80/query --|      nothing beneath it
//   trace 2        |-- SERVER POST /query --|             a root
constexpr const char* kDay =
    "d/a   backend CLIENT 0..10 POST /query | url.full=http://db:80/query\n"
    "d/b<a db      SERVER 1..9  POST /query\n"
    "e/a   backend CLIENT 9000..9010 POST /query | url.full=http://db:80/query\n"
    "e/b<a db      SERVER 9001..9009 POST /query\n";
constexpr const char* kCall =
    "t/c backend CLIENT 1000..1100 POST /query | url.full=http://db:80/query\n";
constexpr const char* kEntry = "u/r db SERVER 1020..1080 POST /query\n";

// The findings of that day and these spans.
std::string found(std::string_view call, std::string_view entries) {
  return MadeJudgement(fmt::format("{}{}\n{}", kDay, call, entries)).findings();
}

}  // namespace

TEST_CASE("propagation/severed_calls: a dangling call and the one root that fits it") {
  CHECK(found(kCall, kEntry) == "TC-P001 error backend -> db x1 90 %");
}

TEST_CASE("propagation/severed_calls: the example names both halves") {
  const MadeJudgement made(fmt::format("{}{}{}", kDay, kCall, kEntry));
  REQUIRE(made.judged.findings.size() == 1);
  const model::Finding& finding = made.judged.findings.front();
  CHECK(finding.message == "trace context lost: 1 of 3 calls started a new trace");
  REQUIRE(finding.examples.size() == 1);
  CHECK(finding.examples.front().note ==
        "POST /query went on as POST /query in trace 00000000…00000075");
}

TEST_CASE("propagation/severed_calls: when nothing is claimed") {
  struct Case {
    const char* rule;
    const char* call;
    const char* entries;
  };
  static constexpr Case kCases[] = {
      {"two roots fit one call", kCall,
       "u/r db SERVER 1020..1080 POST /query\n"
       "v/r db SERVER 1010..1050 POST /query"},
      {"two calls fit one root",
       "t/c backend CLIENT 1000..1100 POST /query | url.full=http://db:80/query\n"
       "w/c backend CLIENT 1005..1090 POST /query | url.full=http://db:80/query\n",
       kEntry},
      {"another path", kCall, "u/r db SERVER 1020..1080 POST /other"},
      {"another method", kCall, "u/r db SERVER 1020..1080 GET /query"},
      {"it began before the call", kCall, "u/r db SERVER 990..1080 POST /query"},
      {"it ended after the call", kCall, "u/r db SERVER 1020..1180 POST /query"},
      {"another service", kCall, "u/r ai SERVER 1020..1080 POST /query"},
      {"no server span", kCall, "u/r db INTERNAL 1020..1080 POST /query"},
      {"not a root", kCall, "u/r<gone db INTERNAL 1020..1080 POST /query"},
      {"a root of the same trace is no new trace", kCall, "t/r db SERVER 1020..1080 POST /query"},
      {"unknown times", kCall, "u/r db SERVER 1020..? POST /query"},
      {"a negative length", kCall, "u/r db SERVER 1080..1020 POST /query"},
      {"the call never arrived",
       "t/c backend CLIENT! 1000..1100 POST /query | url.full=http://db:80/query\n", kEntry},
      {"nobody knows who answers there",
       "t/c backend CLIENT 1000..1100 POST /query | url.full=http://10.9.9.9:80/query\n", kEntry},
      {"the call has unknown times",
       "t/c backend CLIENT 1000..? POST /query | url.full=http://db:80/query\n", kEntry},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    const MadeJudgement made(fmt::format("{}{}\n{}", kDay, c.call, c.entries));
    CHECK(made.findings().find("TC-P001") == std::string::npos);
    CHECK(made.errors() == 0);
  }
}

TEST_CASE("propagation/severed_calls: a call that failed but was answered did arrive") {
  CHECK(found("t/c backend CLIENT! 1000..1100 POST /query | url.full=http://db:80/query, "
              "http.response.status_code=500",
              kEntry) == "TC-P001 error backend -> db x1 90 %");
}

TEST_CASE("propagation/severed_calls: rounding to the microsecond does not hide a match") {
  CHECK(found(kCall, "u/r db SERVER 999.999..1100.001 POST /query") ==
        "TC-P001 error backend -> db x1 90 %");
  CHECK(found(kCall, "u/r db SERVER 999.99..1100.01 POST /query") ==
        "TC-P015 warning backend -> db x1 100 %");
}

TEST_CASE("propagation/severed_calls: few entries are never sure, and much room is less so") {
  // Room for the entry to be moved about inside the call: 1 s of 9 s, for one entry.
  CHECK(found("t/c backend CLIENT 1000..2060 POST /query | url.full=http://db:80/query",
              "u/r db      SERVER 1020..1080 POST /query") ==
        "TC-P015 warning backend -> db x1 100 %");
  // Five of them with little room each.
  std::string five;
  for (int i = 0; i < 5; ++i) {
    five += fmt::format(
        "c{0}/c backend CLIENT {1}..{2} POST /query | url.full=http://db:80/query\n"
        "r{0}/r db      SERVER {1}.5..{2} POST /query\n",
        i, 1000 + 100 * i, 1040 + 100 * i);
  }
  CHECK(found(five, "") == "TC-P001 error backend -> db x5 99 %");
}

TEST_CASE("propagation/severed_calls: an orphan of the call's own trace is a rewritten parent") {
  CHECK(found(kCall, "t/r<mesh db SERVER 1020..1080 POST /query") ==
        "TC-P006 warning backend -> db x1 97 %");
  // Both at once is still one claim each.
  CHECK(found(kCall,
              "t/r<mesh db SERVER 1020..1080 POST /query\n"
              "x/c backend CLIENT 3000..3100 POST /query | url.full=http://db:80/query\n"
              "y/r db SERVER 3020..3080 POST /query") ==
        "TC-P001 error backend -> db x1 90 %\n"
        "TC-P006 warning backend -> db x1 97 %");
}

}  // namespace trace_cost::propagation
