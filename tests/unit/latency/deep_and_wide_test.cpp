// Depth and width come from the input, so nothing may take them to the stack.
#include <doctest/doctest.h>
#include <pthread.h>

#include <cstdint>
#include <vector>

#include "latency/call_tree.h"
#include "latency/capture_profile.h"
#include "latency/critical_path.h"
#include "latency/legs.h"
#include "latency/self_time.h"
#include "model/capture.h"

namespace trace_cost::latency {

namespace {

constexpr std::uint32_t kSpans = 100'000;

template <std::size_t kBytes>
model::HexId<kBytes> id_of(std::uint32_t number) {
  model::HexId<kBytes> id;
  for (std::size_t i = 0; i < 4; ++i) {
    id.bytes[kBytes - 1 - i] = static_cast<std::uint8_t>(number >> 8 * i);
  }
  return id;
}

model::Instant micros(std::int64_t count) {
  return model::Instant{std::chrono::seconds{1'767'225'600} + std::chrono::microseconds{count}};
}

// Each the child of the one before it, and shorter by two microseconds.
void add_chain_link(std::uint32_t i, model::Span& span) {
  span.parent = id_of<8>(i);  // of the first: none
  span.start = micros(i);
  span.end = micros(std::int64_t{3} * kSpans - i);
}

// All children of the first, one after the other.
void add_star_point(std::uint32_t i, model::Span& span) {
  span.parent = id_of<8>(i == 0 ? 0 : 1);
  span.start = micros(i);
  span.end = micros(i == 0 ? kSpans + 1 : i + 1);
}

model::Capture made_of(void (*add)(std::uint32_t, model::Span&)) {
  model::Capture capture;
  const model::SourceIndex source = capture.add_source({});
  const std::vector<model::ResourceIndex> services{capture.add_resource("a", "", {}),
                                                   capture.add_resource("b", "", {})};
  for (std::uint32_t i = 0; i < kSpans; ++i) {
    model::DraftSpan draft;
    draft.span.trace = id_of<16>(1);
    draft.span.id = id_of<8>(i + 1);
    draft.span.kind = i % 2 == 0 ? model::SpanKind::Server : model::SpanKind::Client;
    draft.name = "call";
    add(i, draft.span);
    capture.add_span(draft, services[i / 2 % 2], source);
  }
  capture.seal();
  return capture;
}

struct Outcome {
  const model::Capture* capture = nullptr;
  model::Nanos self{0};
  model::Nanos path{0};
  std::size_t places = 0;
};

void* analyse(void* outcome_of) {
  Outcome& outcome = *static_cast<Outcome*>(outcome_of);
  const model::Forest forest(*outcome.capture);
  const CriticalPaths paths(forest);
  for (const Section& section : paths.all()) outcome.path += section.to - section.from;
  for (const model::Nanos self : self_times(forest)) outcome.self += self;
  const auto hops = model::find_hops(forest);
  find_legs(forest, hops, paths, {});
  outcome.places = profile_of(forest, LegCalls(forest, hops), {}, {}).places.size();
  return nullptr;
}

// On a thread whose stack has 256 KiB.
Outcome analysed(const model::Capture& capture) {
  Outcome outcome;
  outcome.capture = &capture;
  pthread_attr_t small{};
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, std::size_t{256} << 10U);
  pthread_t thread{};
  REQUIRE(pthread_create(&thread, &small, analyse, &outcome) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&small);
  return outcome;
}

}  // namespace

TEST_CASE("latency/deep_and_wide: a chain of a hundred thousand spans in a small stack") {
  const model::Capture chain = made_of(add_chain_link);
  const Outcome outcome = analysed(chain);
  CHECK(outcome.path == std::chrono::microseconds{std::int64_t{3} * kSpans});
  CHECK(outcome.self == outcome.path);  // serial: every moment is one span's own
  CHECK(outcome.places == 24);
}

TEST_CASE("latency/deep_and_wide: a star of a hundred thousand") {
  const model::Capture star = made_of(add_star_point);
  const Outcome outcome = analysed(star);
  CHECK(outcome.path == std::chrono::microseconds{kSpans + 1});
  CHECK(outcome.self == outcome.path);
  CHECK(outcome.places == 3);  // the root, and its children in two services
}

}  // namespace trace_cost::latency
