#include "latency/self_time.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using made::MadeCapture;
using made::MadeSpan;

std::string self_of_a(std::string_view story) {
  const MadeCapture made(story);
  return made::in_ms(self_times(made.forest())[made.span("t/a").number()]);
}

// Any tree and any times: children before, after and around their parents, of no or negative
// length.
std::vector<MadeSpan> random_tree(made::Dice& dice, std::int64_t count, std::int64_t ticks) {
  std::vector<MadeSpan> spans;
  for (std::int64_t i = 0; i < count; ++i) {
    MadeSpan span;
    span.trace = "t";
    span.id = std::to_string(i);
    if (i > 0) span.parent = std::to_string(dice.roll(i));
    span.start = made::kBeginning + model::Nanos{dice.roll(ticks)};
    span.end = span.start + model::Nanos{dice.roll(ticks) - ticks / 8};
    if (dice.roll(12) == 0) span.end = model::kUnknownInstant;
    spans.push_back(span);
  }
  return spans;
}

// Tick by tick: how many of the span's nanoseconds lie in no child.
model::Nanos counted_self_time(const model::Forest& forest, model::SpanIndex index) {
  const model::Capture& capture = forest.capture();
  const model::Span& span = capture.span(index);
  std::int64_t alone = 0;
  if (!span.has_times()) return model::Nanos{0};
  for (model::Instant tick = span.start; tick < span.end; tick += model::Nanos{1}) {
    bool is_covered = false;
    for (const model::SpanIndex child_index : forest.children(index)) {
      const model::Span& child = capture.span(child_index);
      is_covered |= child.has_times() && child.start <= tick && tick < child.end;
    }
    alone += is_covered ? 0 : 1;
  }
  return model::Nanos{alone};
}

}  // namespace

TEST_CASE("latency/self_time: the duration less the union of the children") {
  struct Case {
    const char* rule;
    const char* children;
    const char* self;
  };
  static constexpr Case kCases[] = {
      {"without children all of it", "", "100"},
      {"one child", "t/b<a s INTERNAL 20..50 b", "70"},
      {"overlapping children count once",
       "t/b<a s INTERNAL 10..40 b\n"
       "t/c<a s INTERNAL 30..60 c",
       "50"},
      {"a child inside another adds nothing",
       "t/b<a s INTERNAL 10..60 b\n"
       "t/c<a s INTERNAL 20..30 c",
       "50"},
      {"children back to back",
       "t/b<a s INTERNAL 10..40 b\n"
       "t/c<a s INTERNAL 40..60 c",
       "50"},
      {"a child that outlives the span is clipped", "t/b<a s INTERNAL 80..500 b", "80"},
      {"a child that began before it is clipped", "t/b<a s INTERNAL -50..30 b", "70"},
      {"a child around it leaves nothing", "t/b<a s INTERNAL -50..500 b", "0"},
      {"a child behind it takes nothing", "t/b<a s INTERNAL 200..300 b", "100"},
      {"a child of no length takes nothing", "t/b<a s INTERNAL 50..50 b", "100"},
      {"a child of negative length takes nothing", "t/b<a s INTERNAL 50..20 b", "100"},
      {"a child that never ended takes nothing", "t/b<a s INTERNAL 20..? b", "100"},
      {"a grandchild is the child's business",
       "t/b<a s INTERNAL 20..30 b\n"
       "t/c<b s INTERNAL 40..90 c",
       "90"},
      {"a child in another service counts as any other", "t/b<a far SERVER 20..50 b", "70"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(self_of_a("t/a s INTERNAL 0..100 a\n" + std::string(c.children)) == c.self);
  }
}

TEST_CASE("latency/self_time: unknown and negative lengths have none") {
  const char* const child = "\nt/b<a s INTERNAL 20..50 b";
  for (const char* const span : {"t/a s INTERNAL 0..? a", "t/a s INTERNAL ?..100 a",
                                 "t/a s INTERNAL 100..0 a", "t/a s INTERNAL 30..30 a"}) {
    CAPTURE(span);
    CHECK(self_of_a(span + std::string(child)) == "0");
  }
}

TEST_CASE("latency/self_time: equals a count of ticks, and lies in [0, duration]") {
  made::Dice dice(20261122);
  for (int round = 0; round < 300; ++round) {
    const MadeCapture made(random_tree(dice, 1 + dice.roll(14), 40));
    const auto self = self_times(made.forest());
    for (std::uint32_t i = 0; i < self.size(); ++i) {
      const model::SpanIndex index(i);
      CAPTURE(round);
      CAPTURE(made.id_of(index));
      REQUIRE(self[i] == counted_self_time(made.forest(), index));
      REQUIRE(self[i] >= model::Nanos{0});
      REQUIRE(self[i] <= std::max(model::Nanos{0}, made.capture().span(index).duration()));
    }
  }
}

}  // namespace trace_cost::latency
