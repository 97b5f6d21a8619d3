#include "latency/percentiles.h"

#include <doctest/doctest.h>

#include <vector>

namespace trace_cost::latency {

namespace {

using model::Nanos;

// 1 ns, 2 ns, ... count ns, largest first.
std::vector<Nanos> one_to(std::int64_t count) {
  std::vector<Nanos> values;
  for (std::int64_t i = count; i > 0; --i) values.emplace_back(i);
  return values;
}

}  // namespace

TEST_CASE("latency/percentiles: the nearest rank, and it is always one of the values") {
  struct Case {
    std::int64_t count;
    std::int64_t p50;
    std::int64_t p95;
    std::int64_t p99;
  };
  static constexpr Case kCases[] = {{1, 1, 1, 1},       {2, 1, 2, 2},        {3, 2, 3, 3},
                                    {19, 10, 19, 19},   {20, 10, 19, 20},    {21, 11, 20, 21},
                                    {40, 20, 38, 40},   {99, 50, 95, 99},    {100, 50, 95, 99},
                                    {101, 51, 96, 100}, {200, 100, 190, 198}};
  for (const Case& c : kCases) {
    CAPTURE(c.count);
    const Distribution all = distribution_of(one_to(c.count)).value();
    CHECK(all.count == static_cast<std::uint64_t>(c.count));
    CHECK(all.p50.value.count() == c.p50);
    CHECK(all.p95.value.count() == c.p95);
    CHECK(all.p99.value.count() == c.p99);
    CHECK(all.max.count() == c.count);
    CHECK(all.p50.is_max == (c.p50 == c.count));
    CHECK(all.p95.is_max == (c.p95 == c.count));
    CHECK(all.p99.is_max == (c.p99 == c.count));
  }
}

TEST_CASE("latency/percentiles: is_max is about the rank, not about equal values") {
  const Distribution same = distribution_of(std::vector<Nanos>(100, Nanos{7})).value();
  CHECK(same.p99.value == same.max);
  CHECK_FALSE(same.p99.is_max);
}

TEST_CASE("latency/percentiles: sound from 5, 59 and 299 values on") {
  struct Case {
    std::int64_t count;
    bool p50;
    bool p95;
    bool p99;
  };
  static constexpr Case kCases[] = {{1, false, false, false}, {4, false, false, false},
                                    {5, true, false, false},  {58, true, false, false},
                                    {59, true, true, false},  {298, true, true, false},
                                    {299, true, true, true}};
  for (const Case& c : kCases) {
    CAPTURE(c.count);
    const Distribution all = distribution_of(one_to(c.count)).value();
    CHECK(all.p50.is_sound == c.p50);
    CHECK(all.p95.is_sound == c.p95);
    CHECK(all.p99.is_sound == c.p99);
  }
}

TEST_CASE("latency/percentiles: of nothing there are none") {
  CHECK_FALSE(distribution_of({}).has_value());
}

}  // namespace trace_cost::latency
