#include "policy/trace_filter.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_capture.h"

namespace trace_cost::policy {

namespace {

constexpr const char* kThreeRequests =
    "t1/a      web SERVER   0..100   GET /    | user.id=alice\n"
    "t1/b<a    ai  SERVER   10..90   chat     | model=gpt-4o, n=7\n"
    "t2/a      web SERVER!  200..210 GET /    | user.id=bob\n"
    "t2/b<a    ai  SERVER   201..209 chat     | model=gpt-4o-mini\n"
    "t3/a      web SERVER   400..900 POST /   | model=gpt-4o\n";

// The traces that are kept, "t1 t3".
std::string kept(const FilterTexts& texts) {
  model::AttributeSelection selection;
  const model::KeyRanking users{selection.add("user.id")};
  const auto filter = read_trace_filter(texts, selection);
  if (!filter) return filter.error().message;
  const made::MadeCapture made(kThreeRequests, selection);
  const std::vector<bool> keep = kept_traces(*filter, made.forest(), users);
  std::string names;
  for (const model::Trace& trace : made.forest().traces()) {
    const bool is_kept = keep[made.capture().trace_of(model::SpanIndex(trace.first)).number()];
    if (!is_kept) continue;
    const std::string id = made.id_of(model::SpanIndex(trace.first));
    names += (names.empty() ? "" : " ") + id.substr(0, id.find('/'));
  }
  return names;
}

}  // namespace

TEST_CASE("policy/trace_filter: without conditions every trace is kept") {
  CHECK(kept({}) == "t1 t2 t3");
}

TEST_CASE("policy/trace_filter: a trace is kept for one of its spans") {
  CHECK(kept({.services = {"ai"}}) == "t1 t2");
  CHECK(kept({.operations = {"POST /"}}) == "t3");
  CHECK(kept({.errors = true}) == "t2");
  CHECK(kept({.min_duration = "100ms"}) == "t1 t3");
  CHECK(kept({.where = {"model=gpt-4o"}}) == "t1 t3");
  CHECK(kept({.where = {"n=7"}}) == "t1");
}

TEST_CASE("policy/trace_filter: users are found as costs find them") {
  CHECK(kept({.users = {"alice"}}) == "t1");
  CHECK(kept({.services = {"ai"}, .users = {"bob"}}) == "t2");
}

TEST_CASE("policy/trace_filter: one span must fit all, of several values one") {
  CHECK(kept({.services = {"ai"}, .errors = true}) == "");
  CHECK(kept({.services = {"ai"}, .where = {"model=gpt-4o"}}) == "t1");
  CHECK(kept({.services = {"web"}, .where = {"model=gpt-4o"}}) == "t3");
  CHECK(kept({.where = {"model=gpt-4o", "model=gpt-4o-mini"}}) == "t1 t2 t3");
  CHECK(kept({.where = {"model=gpt-4o", "n=7"}}) == "t1");
}

TEST_CASE("policy/trace_filter: by when the trace began") {
  CHECK(kept({.since = "2026-01-01T00:00:00.2Z"}) == "t2 t3");
  CHECK(kept({.until = "2026-01-01T00:00:00.2Z"}) == "t1");
  CHECK(kept({.since = "2026-01-01", .until = "2026-01-02"}) == "t1 t2 t3");
}

TEST_CASE("policy/trace_filter: what makes no sense is told") {
  CHECK(kept({.where = {"model"}}) ==
        "--where 'model': expected KEY=VALUE, like gen_ai.request.model=gpt-4o");
  CHECK(kept({.min_duration = "5"}) == "--min-duration '5': expected a duration like 500ms");
  CHECK(kept({.since = "now"}) ==
        "--since 'now': expected a moment like 2026-11-22T16:08:22Z, or a day");
  CHECK(kept({.traces = {"xyz"}}) == "--trace 'xyz': expected the first hex digits of a trace id");
}

}  // namespace trace_cost::policy
