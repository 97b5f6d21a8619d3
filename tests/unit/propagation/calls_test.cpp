#include "propagation/calls.h"

#include <doctest/doctest.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

// backend knows two services by address; a third address once led to both.
constexpr std::string_view kJoined =
    "t/a   backend CLIENT 0..9 a | url.full=http://10.0.0.1:80/a\n"
    "t/b<a db      SERVER 1..8 a\n"
    "u/a   backend CLIENT 0..9 a | url.full=http://10.0.0.2:80/a\n"
    "u/b<a ai      SERVER 1..8 a\n"
    "v/a   backend CLIENT 0..9 a | url.full=http://10.0.0.3:80/a\n"
    "v/b<a db      SERVER 1..8 a\n"
    "w/a   backend CLIENT 0..9 a | url.full=http://10.0.0.3:80/a\n"
    "w/b<a ai      SERVER 1..8 a\n";

// The dangling calls of a story: "x/c to db", "x/c to ?", "x/c to db, failed".
std::string dangling(const std::string& story) {
  const MadeJudgement made(story);
  std::string lines;
  for (const DanglingCall& call : find_dangling_calls(made.made.forest(), made.hops, made.keys)) {
    if (!lines.empty()) lines += "; ";
    const std::string_view callee = made.made.capture().text(call.callee);
    lines += made.made.id_of(call.span) + " to " + (callee.empty() ? "?" : std::string(callee));
    if (call.never_arrived) lines += ", failed";
  }
  return lines;
}

std::string callee_of(const char* attributes) {
  return dangling(std::string(kJoined) + "x/c backend CLIENT 20..30 call | " + attributes);
}

}  // namespace

TEST_CASE("propagation/calls: who answers at an address is learnt from joined calls") {
  CHECK(callee_of("url.full=http://10.0.0.1:80/other") == "x/c to db");
  CHECK(callee_of("server.address=10.0.0.2, server.port=80") == "x/c to ai");
  CHECK(callee_of("url.full=http://10.0.0.1:81/a") == "x/c to ?");
  CHECK(callee_of("other=1") == "x/c to ?");
}

TEST_CASE("propagation/calls: an address that several services answer at names none of them") {
  CHECK(callee_of("url.full=http://10.0.0.3:80/a") == "x/c to ?");
  // Not even when the next call is joined again.
  CHECK(dangling(std::string(kJoined) +
                 "y/a   backend CLIENT 0..9 a | url.full=http://10.0.0.3:80/a\n"
                 "y/b<a db      SERVER 1..8 a\n"
                 "y/c   backend CLIENT 20..30 a | url.full=http://10.0.0.3:80/a") == "y/c to ?");
}

TEST_CASE("propagation/calls: peer.service and a host's first label name a captured service") {
  CHECK(callee_of("peer.service=db") == "x/c to db");
  CHECK(callee_of("peer.service=stripe") == "x/c to ?");
  CHECK(callee_of("peer.service=db, url.full=http://10.0.0.2:80/") == "x/c to db");
  CHECK(callee_of("peer.service=stripe, url.full=http://10.0.0.2:80/") == "x/c to ai");
  CHECK(callee_of("url.full=http://db.prod.svc.cluster.local:5432/") == "x/c to db");
  CHECK(callee_of("url.full=http://DB/") == "x/c to db");
  CHECK(callee_of("url.full=http://prod.db/") == "x/c to ?");
}

TEST_CASE("propagation/calls: which calling spans dangle") {
  const auto with = [](const char* more) { return dangling(std::string(kJoined) + more); };
  CHECK(with("").empty());
  CHECK(with("x/c backend PRODUCER 0..9 publish | peer.service=db") == "x/c to db");
  CHECK(with("x/c backend INTERNAL 0..9 work | peer.service=db").empty());
  CHECK(with("x/c backend CLIENT! 0..9 call | peer.service=db") == "x/c to db, failed");
  CHECK(with("x/c backend CLIENT! 0..9 call | peer.service=db, http.response.status_code=500") ==
        "x/c to db");
  // A driver's call over HTTP is one call: the inner one.
  CHECK(with("x/c   backend CLIENT 0..9 SELECT | peer.service=db\n"
             "x/d<c backend CLIENT 1..8 POST   | peer.service=db") == "x/d to db");
}

}  // namespace trace_cost::propagation
