#include "latency/critical_path.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using made::MadeCapture;
using made::MadeSpan;

// "a 0..10, b 10..20": the path of the only trace, in ms.
std::string path_of(std::string_view story) {
  const MadeCapture made(story);
  const CriticalPaths paths(made.forest());
  std::string said;
  for (const Section& section : paths.of(model::TraceIndex(0))) {
    if (!said.empty()) said += ", ";
    said += made.id_of(section.span).substr(2) + " " +
            made::in_ms(section.from - made::kBeginning) + ".." +
            made::in_ms(section.to - made::kBeginning);
  }
  return said;
}

// The sections are positive, follow each other without a gap, and fill the head from start to end.
bool is_tiled(const MadeCapture& made, const CriticalPaths& paths, model::TraceIndex trace) {
  const model::Forest& forest = made.forest();
  const model::Span& head = made.capture().span(forest.head(forest.traces()[trace.number()]));
  const auto sections = paths.of(trace);
  if (head.duration() <= model::Nanos{0}) return sections.empty();
  model::Instant at = head.start;
  for (const Section& section : sections) {
    if (section.from != at || section.to <= section.from) return false;
    at = section.to;
  }
  return at == head.end;
}

MadeSpan internal(std::int64_t id, std::int64_t parent, std::int64_t from_ns, std::int64_t to_ns) {
  MadeSpan span;
  span.trace = "t";
  span.id = std::to_string(id);
  if (parent >= 0) span.parent = std::to_string(parent);
  span.start = made::kBeginning + model::Nanos{from_ns};
  span.end = made::kBeginning + model::Nanos{to_ns};
  return span;
}

}  // namespace

TEST_CASE(
    "latency/critical_path: the child that ended last was waited for, then the one before it") {
  // h |--------------------------------------------|
  // a    |------|
  // b              |------------------|
  // c                  |----|
  CHECK(path_of("t/h   s INTERNAL 0..46 h\n"
                "t/a<h s INTERNAL 3..10 a\n"
                "t/b<h s INTERNAL 13..32 b\n"
                "t/c<h s INTERNAL 17..22 c") == "h 0..3, a 3..10, h 10..13, b 13..32, h 32..46");
}

TEST_CASE("latency/critical_path: who is on it and who is not") {
  struct Case {
    const char* rule;
    const char* children;  // of h, 0..40
    const char* path;
  };
  static constexpr Case kCases[] = {
      {"without children the span itself", "", "h 0..40"},
      {"siblings back to back follow each other",
       "t/a<h s INTERNAL 10..20 a\n"
       "t/b<h s INTERNAL 20..30 b",
       "h 0..10, a 10..20, b 20..30, h 30..40"},
      {"a microsecond of rounding does not hide a sibling",
       "t/a<h s INTERNAL 10..20.001 a\n"
       "t/b<h s INTERNAL 20..30 b",
       "h 0..10, a 10..20, b 20..30, h 30..40"},
      {"a sibling that ended after the next began was not waited for",
       "t/a<h s INTERNAL 5..20 a\n"
       "t/b<h s INTERNAL 10..30 b",
       "h 0..10, b 10..30, h 30..40"},
      {"a child of no length is not on it", "t/a<h s INTERNAL 10..10 a", "h 0..40"},
      {"nor one that ends before it starts", "t/a<h s INTERNAL 20..10 a", "h 0..40"},
      {"nor one that never ended", "t/a<h s INTERNAL 20..? a", "h 0..40"},
      {"a child that outlives its parent is not blamed", "t/a<h s INTERNAL 10..60 a", "h 0..40"},
      {"nor one that starts when the parent has ended", "t/a<h s INTERNAL 40..60 a", "h 0..40"},
      {"a child that began before its parent is clipped", "t/a<h s INTERNAL -5..30 a",
       "a 0..30, h 30..40"},
      {"a consumer is not blamed", "t/a<h far CONSUMER 10..30 a", "h 0..40"},
      {"nor what hangs below a producer",
       "t/a<h s PRODUCER 10..30 a\n"
       "t/b<a far SERVER 12..28 b",
       "h 0..10, a 10..30, h 30..40"},
      {"a child of a child is walked the same way",
       "t/a<h s CLIENT 10..30 a\n"
       "t/b<a far SERVER 12..28 b\n"
       "t/c<b far INTERNAL 15..20 c",
       "h 0..10, a 10..12, b 12..15, c 15..20, b 20..28, a 28..30, h 30..40"},
      {"a server that outlives its client is clipped to it",
       "t/a<h s CLIENT 10..30 a\n"
       "t/b<a far SERVER 12..45 b",
       "h 0..10, a 10..12, b 12..30, h 30..40"},
      {"a server whose clock is behind is clipped to its client",
       "t/a<h s CLIENT 10..30 a\n"
       "t/b<a far SERVER 4..22 b",
       "h 0..10, b 10..22, a 22..30, h 30..40"},
      {"a server whose clock is far away explains nothing",
       "t/a<h s CLIENT 10..30 a\n"
       "t/b<a far SERVER 1012..1028 b",
       "h 0..10, a 10..30, h 30..40"},
      {"of two calls at once the longer is on it",
       "t/a<h s CLIENT 10..20 a\n"
       "t/b<h s CLIENT 10..35 b",
       "h 0..10, b 10..35, h 35..40"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(path_of("t/h s INTERNAL 0..40 h\n" + std::string(c.children)) == c.path);
  }
}

TEST_CASE("latency/critical_path: a head without a length has no path") {
  CHECK(path_of("t/h s INTERNAL 0..? h\nt/a<h s INTERNAL 0..10 a").empty());
  CHECK(path_of("t/h s INTERNAL 30..30 h\nt/a<h s INTERNAL 30..40 a").empty());
  CHECK(path_of("t/h s INTERNAL 30..10 h").empty());
}

TEST_CASE("latency/critical_path: without a root the first orphan is walked") {
  CHECK(path_of("t/h<gone s SERVER 0..40 h\n"
                "t/a<h    s INTERNAL 10..20 a") == "h 0..10, a 10..20, h 20..40");
}

TEST_CASE("latency/critical_path: the sections of all traces stand trace by trace") {
  const MadeCapture made(
      "t/h   s INTERNAL 0..40 h\n"
      "t/a<h s INTERNAL 10..20 a\n"
      "u/x   s INTERNAL 5..6 x");
  const CriticalPaths paths(made.forest());
  std::string all;
  for (const Section& section : paths.all()) all += made.id_of(section.span) + " ";
  CHECK(all == "t/h t/a t/h u/x ");
  CHECK(paths.of(model::TraceIndex(1)).size() == 1);
}

TEST_CASE("latency/critical_path: any trees are tiled without gap or overlap") {
  made::Dice dice(7);
  for (int round = 0; round < 400; ++round) {
    std::vector<MadeSpan> spans;
    const std::int64_t count = 1 + dice.roll(30);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t from = dice.roll(20'000);
      MadeSpan span = internal(i, i > 0 ? dice.roll(i) : -1, from, from + dice.roll(12'000) - 800);
      span.kind = static_cast<model::SpanKind>(1 + dice.roll(5));
      if (dice.roll(20) == 0) span.end = model::kUnknownInstant;
      if (dice.roll(20) == 0) span.parent = "gone";
      spans.push_back(span);
    }
    const MadeCapture made(spans);
    const CriticalPaths paths(made.forest());
    for (std::size_t t = 0; t < made.forest().traces().size(); ++t) {
      CAPTURE(round);
      CHECK(is_tiled(made, paths, model::TraceIndex(t)));
    }
  }
}

TEST_CASE("latency/critical_path: a chain of 100,000 and a star of 100,000 are no trouble") {
  constexpr std::int64_t kMany = 100'000;
  std::vector<MadeSpan> chain;
  std::vector<MadeSpan> star{internal(0, -1, 0, kMany)};
  for (std::int64_t i = 0; i < kMany; ++i) {
    chain.push_back(internal(i, i - 1, i, 2 * kMany - i));
    if (i > 0) star.push_back(internal(i, 0, i, i + 1));
  }
  const MadeCapture deep(chain);
  const CriticalPaths deep_paths(deep.forest());
  CHECK(is_tiled(deep, deep_paths, model::TraceIndex(0)));
  CHECK(deep_paths.of(model::TraceIndex(0)).size() == 2 * kMany - 1);
  const MadeCapture wide(star);
  const CriticalPaths wide_paths(wide.forest());
  CHECK(is_tiled(wide, wide_paths, model::TraceIndex(0)));
  CHECK(wide_paths.of(model::TraceIndex(0)).size() == kMany);
}

}  // namespace trace_cost::latency
