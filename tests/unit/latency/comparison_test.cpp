#include "latency/comparison.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using made::MadeCapture;
using made::MadeSpan;

// A request of frontend, backend and database; how long it takes differs from one to the next.
struct Load {
  int traces = 30;
  std::int64_t slower_percent = 0;
  int queries = 1;
  int failed_percent = 10;
  bool has_cache = false;
};

std::string trace_story(const std::string& trace, const Load& load, made::Dice& dice) {
  const auto stretched = [&](std::int64_t length) {
    return length * (100 + load.slower_percent) / 100;
  };
  const std::int64_t work = stretched(40 + dice.roll(20));
  const std::int64_t query = stretched(10 + dice.roll(6));
  const bool failed = dice.roll(100) < load.failed_percent;
  const std::int64_t end = 10 + work + load.queries * (query + 1);
  std::string story = fmt::format(
      "{0}/r frontend SERVER{1} 0..{2} POST /chat\n"
      "{0}/c<r frontend CLIENT{1} 2..{3} POST backend\n"
      "{0}/s<c backend SERVER{1} 4..{4} POST /answer/{5}\n",
      trace, failed ? "!" : "", end, end - 2, end - 4, dice.roll(1'000'000));
  for (int i = 0; i < load.queries; ++i) {
    story += fmt::format("{0}/q{1}<s backend CLIENT {2}..{3} SELECT\n", trace, i,
                         5 + i * (query + 1), 5 + i * (query + 1) + query);
  }
  if (load.has_cache) story += fmt::format("{0}/k<s backend CLIENT 4..5 GET cache\n", trace);
  return story;
}

std::vector<MadeSpan> made_up(const Load& load, std::uint64_t seed) {
  made::Dice dice(seed);
  std::string story;
  for (int i = 0; i < load.traces; ++i) story += trace_story(fmt::format("t{}", i), load, dice);
  return made::read_story(story);
}

CaptureProfile profile(const std::vector<MadeSpan>& spans) {
  const MadeCapture made(spans);
  const LegCalls calls(made.forest(), model::find_hops(made.forest()));
  return profile_of(made.forest(), calls, {}, {});
}

Comparison compared(const Load& base, const Load& head) {
  return compare(profile(made_up(base, 1)), profile(made_up(head, 2)), {});
}

std::string name_of(ChangeVerdict verdict) {
  switch (verdict) {
    case ChangeVerdict::Better:
      return "better";
    case ChangeVerdict::Worse:
      return "worse";
    case ChangeVerdict::TooFew:
      return "too few";
    case ChangeVerdict::Same:
      break;
  }
  return "same";
}

std::string verdict_on(const Comparison& comparison, const std::string& from, Measure measure) {
  for (const SubjectChange& subject : comparison.subjects) {
    if (subject.key.from != from) continue;
    for (const MeasuredChange& change : subject.measures) {
      if (change.measure == measure) return name_of(change.verdict);
    }
  }
  return "not there";
}

std::size_t alarms(const Comparison& comparison) {
  std::size_t count = comparison.places.size();
  for (const SubjectChange& subject : comparison.subjects) {
    for (const MeasuredChange& change : subject.measures) {
      count += change.verdict == ChangeVerdict::Worse || change.verdict == ChangeVerdict::Better;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("latency/comparison: a fifth slower is seen in thirty traces") {
  const Comparison comparison = compared({}, {.slower_percent = 20});
  CHECK(verdict_on(comparison, "frontend", Measure::Latency) == "worse");
  CHECK(verdict_on(comparison, "frontend", Measure::Calls) == "same");
  CHECK(comparison.places.empty());
}

TEST_CASE("latency/comparison: and a fifth faster is no regression") {
  const Comparison comparison = compared({.slower_percent = 25}, {});
  CHECK(verdict_on(comparison, "frontend", Measure::Latency) == "better");
}

TEST_CASE("latency/comparison: what is significant and small is not relevant") {
  const Load many{.traces = 300};
  Load slower = many;
  slower.slower_percent = 3;
  const Comparison comparison = compared(many, slower);
  CHECK(verdict_on(comparison, "frontend", Measure::Latency) == "same");
}

TEST_CASE("latency/comparison: five traces say nothing") {
  const Comparison comparison = compared({.traces = 5}, {.traces = 30, .slower_percent = 90});
  CHECK(verdict_on(comparison, "frontend", Measure::Latency) == "too few");
  CHECK(alarms(comparison) == 0);
}

TEST_CASE("latency/comparison: one query for each row is N+1") {
  const Comparison comparison = compared({}, {.queries = 5});
  REQUIRE(comparison.places.size() == 1);
  const PlaceChange& place = comparison.places.front();
  CHECK(place.path.back() == "backend SELECT");
  CHECK(place.path[2] == "backend POST /answer/#");
  CHECK(place.base_calls == 1);
  CHECK(place.head_calls == 5);
  CHECK(place.is_n_plus_1);
}

TEST_CASE("latency/comparison: a call that came, and one that went") {
  const Comparison came = compared({}, {.has_cache = true});
  REQUIRE(came.places.size() == 1);
  CHECK(came.places.front().path.back() == "backend GET cache");
  CHECK(came.places.front().presence == Presence::New);
  const Comparison went = compared({.has_cache = true}, {});
  REQUIRE(went.places.size() == 1);
  CHECK(went.places.front().presence == Presence::Gone);
}

TEST_CASE("latency/comparison: more failures") {
  const Comparison comparison = compared({.failed_percent = 0}, {.failed_percent = 60});
  CHECK(verdict_on(comparison, "frontend", Measure::Errors) == "worse");
}

TEST_CASE("latency/comparison: an operation that only one side has") {
  const auto base = made::read_story("t/a web SERVER 0..10 GET /\n");
  const auto head = made::read_story("t/a web SERVER 0..10 GET /new\n");
  const Comparison comparison = compare(profile(base), profile(head), {});
  REQUIRE(comparison.subjects.size() == 2);
  CHECK(comparison.subjects[0].presence == Presence::Gone);
  CHECK(comparison.subjects[1].presence == Presence::New);
  CHECK(comparison.mix_moved == 1);
}

TEST_CASE("latency/comparison: halves of one capture differ in nothing, whatever the split") {
  const std::vector<MadeSpan> all = made_up({.traces = 40}, 5);
  std::vector<std::string> traces;
  traces.reserve(all.size());
  for (const MadeSpan& span : all) traces.push_back(span.trace);
  std::sort(traces.begin(), traces.end());
  traces.erase(std::unique(traces.begin(), traces.end()), traces.end());
  made::Dice dice(17);
  constexpr int kSplits = 200;
  int false_alarms = 0;
  for (int split = 0; split < kSplits; ++split) {
    for (std::size_t i = traces.size(); i > 1; --i) {
      std::swap(traces[i - 1],
                traces[static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(i)))]);
    }
    const std::vector<std::string> chosen(traces.begin(), traces.begin() + 20);
    std::vector<MadeSpan> base;
    std::vector<MadeSpan> head;
    for (const MadeSpan& span : all) {
      const bool is_chosen = std::find(chosen.begin(), chosen.end(), span.trace) != chosen.end();
      (is_chosen ? base : head).push_back(span);
    }
    false_alarms += alarms(compare(profile(base), profile(head), {})) > 0 ? 1 : 0;
  }
  CHECK(false_alarms <= kSplits * 5 / 100);
}

TEST_CASE("latency/comparison: rates of false discoveries") {
  CHECK(false_discovery_rates({}).empty());
  const std::vector<double> q = false_discovery_rates({0.01, 0.04, 0.03, 0.005});
  CHECK(q[0] == doctest::Approx(0.02));
  CHECK(q[1] == doctest::Approx(0.04));
  CHECK(q[2] == doctest::Approx(0.04));
  CHECK(q[3] == doctest::Approx(0.02));
}

TEST_CASE("latency/comparison: Fisher's tea, and many cups") {
  CHECK(fisher_p(3, 4, 1, 4) == doctest::Approx(0.4857).epsilon(0.001));
  CHECK(fisher_p(4, 4, 0, 4) == doctest::Approx(2.0 / 70));
  CHECK(fisher_p(0, 10, 0, 10) == 1);
  CHECK(fisher_p(300, 5'000, 300, 5'000) == 1);
  CHECK(fisher_p(0, 5'000, 300, 5'000) < 1e-6);
}

TEST_CASE("latency/comparison: what differs in every name") {
  CHECK(without_ids("GET /user/42/cart") == "GET /user/#/cart");
  CHECK(without_ids("GET /o/5f2b1c9a-1d/x?page=2") == "GET /o/#/x?page=2");
  CHECK(without_ids("chat gpt-4o") == "chat gpt-4o");
  CHECK(without_ids("GET /v1/chat") == "GET /v1/chat");
  CHECK(without_ids("") == "");
}

}  // namespace trace_cost::latency
