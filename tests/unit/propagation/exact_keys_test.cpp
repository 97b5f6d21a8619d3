#include "propagation/exact_keys.h"

#include <doctest/doctest.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

std::string found(const char* story) { return MadeJudgement(story).findings(); }

}  // namespace

TEST_CASE("propagation/exact_keys: a recorded header proves the call, whatever the times") {
  const MadeJudgement made(
      "t/c web CLIENT 0..90 POST /q | url.full=http://db/q\n"
      "u/r db  SERVER 10..80 POST /q | "
      "http.request.header.traceparent=00-00000000000000000000000000000074-0000000000000063-01");
  CHECK(made.findings() == "TC-P001 error web -> db x1 100 %");
  CHECK(made.judged.findings.front().certainty == model::Certainty::Certain);
}

TEST_CASE("propagation/exact_keys: a header that names nobody proves nothing") {
  CHECK(found("t/c web CLIENT 0..90 POST /q | url.full=http://db/q\n"
              "u/r db  SERVER 100..180 POST /q | "
              "http.request.header.traceparent=00-00000000000000000000000000000074-"
              "00000000000000ff-01") == "TC-P015 warning web -> db x1 100 %");
}

TEST_CASE("propagation/exact_keys: a correlation id on both sides, and on nobody else") {
  CHECK(found("t/c web CLIENT 0..90  POST /q | X-Correlation-ID=one\n"
              "u/r db  SERVER 10..80 POST /q | X-Correlation-ID=one") ==
        "TC-P001 error web -> db x1 99 %");
  CHECK(found("t/c web CLIENT 0..90  POST /q | X-Correlation-ID=one\n"
              "v/c web CLIENT 0..90  POST /q | X-Correlation-ID=one\n"
              "u/r db  SERVER 10..80 POST /q | X-Correlation-ID=one")
            .empty());
  CHECK(found("t/c web CLIENT 0..90  POST /q | X-Correlation-ID=one\n"
              "u/r db  SERVER 10..80 POST /q | X-Correlation-ID=two")
            .empty());
}

TEST_CASE("propagation/exact_keys: a message by its id and destination") {
  CHECK(
      found("t/c shop PRODUCER 0..9 send | messaging.message.id=m1, messaging.destination.name=a\n"
            "u/r mail CONSUMER 5000..5009 process | messaging.message.id=m1, "
            "messaging.destination.name=a") == "TC-P016 error shop -> mail x1 100 %");
  CHECK(
      found("t/c shop PRODUCER 0..9 send | messaging.message.id=m1, messaging.destination.name=a\n"
            "u/r mail CONSUMER 5000..5009 process | messaging.message.id=m1, "
            "messaging.destination.name=b")
          .empty());
}

TEST_CASE("propagation/exact_keys: the caller's port") {
  CHECK(found("t/c web CLIENT 0..90  POST /q | network.local.port=40001\n"
              "u/r db  SERVER 10..80 POST /q | client.port=40001") ==
        "TC-P001 error web -> db x1 99 %");
}

}  // namespace trace_cost::propagation
