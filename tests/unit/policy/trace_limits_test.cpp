// Limits on time and on the shape of traces, over captures made by hand.
#include <doctest/doctest.h>

#include <string>

#include "made_capture.h"
#include "policy/latency_limits.h"
#include "policy/outlived.h"
#include "policy/trace_sizes.h"

namespace trace_cost::policy {

namespace {

constexpr const char* kStory = R"(
t1/a       frontend SERVER   0..100  GET /
t1/b<a     frontend CLIENT   5..95   GET backend
t1/c<b     backend  SERVER   10..90  GET /work
t1/d<c     backend  INTERNAL 20..120 late
t2/a       frontend SERVER   0..300  GET /
t3/a       batch    INTERNAL 0..50   GET /
t3/b<a     frontend SERVER   0..60   longer
t3/c<a     queue    CONSUMER 0..900  later
t4/a       frontend SERVER   0..?    GET /
)";

Evidence evidence_of(const made::MadeCapture& made) {
  Evidence evidence;
  evidence.forest = &made.forest();
  return evidence;
}

Question latency(const LatencyLimit& limit) {
  const made::MadeCapture made(kStory);
  return latency_questions({&limit, 1}, evidence_of(made)).at(0);
}

LatencyLimit limit_on(const char* service, std::int64_t most) {
  LatencyLimit limit;
  limit.operation = "GET /*";
  limit.service = service;
  limit.quantile = Quantile::Max;
  limit.most = made::ms(most);
  return limit;
}

}  // namespace

TEST_CASE("policy/latency_limits: the slowest root that is meant counts, exactly met is kept") {
  CHECK(latency(limit_on("", 300)).findings.empty());
  const Question beyond = latency(limit_on("", 299));
  REQUIRE(beyond.findings.size() == 1);
  CHECK(beyond.findings[0].service == "frontend");
  CHECK(beyond.key == "latency GET /* max");
  CHECK(latency(limit_on("batch", 50)).findings.empty());
  CHECK(latency(limit_on("batch", 49)).findings.size() == 1);
}

TEST_CASE("policy/latency_limits: too few calls are not judged; a root without an end is no call") {
  LatencyLimit limit = limit_on("frontend", 1);
  limit.min_calls = 2;
  CHECK(latency(limit).findings.size() == 1);
  limit.min_calls = 3;
  CHECK(latency(limit).findings.empty());
  CHECK(latency(limit).without_findings == CheckState::NotEvaluated);
  CHECK(latency(limit_on("nobody", 1)).without_findings == CheckState::NotEvaluated);
}

TEST_CASE("policy/outlived: ends within a process, lengths between two, and no consumers") {
  const made::MadeCapture made(kStory);
  const auto found = outlived_findings({}, made.forest());
  REQUIRE(found.size() == 2);
  CHECK(found[0].caller == "backend");
  CHECK(found[0].callee == "backend");
  CHECK(found[1].caller == "batch");
  CHECK(found[1].callee == "frontend");
  const std::vector<ServicePair> may{ServicePair{"b*", "*"}};
  CHECK(outlived_findings(may, made.forest()).empty());
}

TEST_CASE("policy/trace_sizes: the largest trace is the first example") {
  const made::MadeCapture made(kStory);
  const TraceSizes spans = trace_sizes(Countable::Spans, evidence_of(made));
  CHECK(spans.largest() == 4);
  CHECK(spans.total() == 9);
  CHECK(trace_sizes(Countable::Calls, evidence_of(made)).total() == 1);
  const model::Finding finding = too_large({Countable::Spans, 2, {}}, spans, made.capture());
  CHECK(finding.count == 2);
  REQUIRE(finding.examples.size() == 2);
  CHECK(finding.examples[0].note == "4 spans");
  CHECK(too_large({Countable::Spans, 4, {}}, spans, made.capture()).count == 0);
}

}  // namespace trace_cost::policy
