#include "base/parallel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace trace_cost::base {

TEST_CASE("base/parallel: every piece is done once, whatever the number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1'000}}) {
      std::vector<int> done(count, 0);
      parallel_for(count, threads, [&](std::size_t i) { ++done[i]; });
      CHECK(std::accumulate(done.begin(), done.end(), 0) == static_cast<int>(count));
      CHECK(std::count(done.begin(), done.end(), 1) == static_cast<std::ptrdiff_t>(count));
    }
  }
}

TEST_CASE("base/parallel: a piece may wait for the one before it") {
  std::atomic<std::size_t> next = 0;
  parallel_for(200, 4, [&](std::size_t i) {
    while (next != i) {
    }
    ++next;
  });
  CHECK(next == 200);
}

TEST_CASE("base/parallel: an exception comes out where the work was ordered") {
  std::atomic<int> done = 0;
  const auto work = [&](std::size_t i) {
    if (i == 3) throw std::runtime_error("three");
    ++done;
  };
  CHECK_THROWS_WITH_AS(parallel_for(100'000, 2, work), "three", std::runtime_error);
  CHECK(done < 100'000);
}

}  // namespace trace_cost::base
