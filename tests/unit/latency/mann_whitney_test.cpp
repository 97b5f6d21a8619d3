#include "latency/mann_whitney.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using Values = std::vector<std::int64_t>;

// Doubled midrank sums of every choice of `left.size()` of all values, by counting on.
double by_enumeration(const Values& left, const Values& right) {
  Values all = left;
  all.insert(all.end(), right.begin(), right.end());
  const auto doubled_rank = [&](std::int64_t value) {
    std::int64_t rank = 1;
    for (const std::int64_t other : all) rank += (other < value ? 2 : 0) + (other == value ? 1 : 0);
    return rank;
  };
  const std::size_t n = all.size();
  const auto middle = static_cast<std::int64_t>(left.size() * (n + 1));
  const auto sum_of = [&](std::uint32_t chosen) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if ((chosen >> i & 1U) != 0) sum += doubled_rank(all[i]);
    }
    return sum;
  };
  const std::int64_t seen = std::abs(sum_of((1U << left.size()) - 1) - middle);
  double choices = 0;
  double beyond = 0;
  for (std::uint32_t chosen = 0; chosen < 1U << n; ++chosen) {
    if (static_cast<std::size_t>(__builtin_popcount(chosen)) != left.size()) continue;
    ++choices;
    if (std::abs(sum_of(chosen) - middle) >= seen) ++beyond;
  }
  return beyond / choices;
}

}  // namespace

TEST_CASE("latency/mann_whitney: the smallest p that few values allow") {
  CHECK(mann_whitney_p(Values{1, 2, 3}, Values{4, 5, 6}) == doctest::Approx(0.1));
  CHECK(mann_whitney_p(Values{1, 2, 3, 4}, Values{5, 6, 7, 8}) == doctest::Approx(2.0 / 70));
  CHECK(mann_whitney_p(Values{6, 7, 8, 9, 10}, Values{1, 2, 3, 4, 5}) ==
        doctest::Approx(2.0 / 252));
}

// Hollander and Wolfe 1973, p. 69: permeability constants of the chorioamnion, in R's help of
// wilcox.test; one-sided 0.1272.
TEST_CASE("latency/mann_whitney: a published value") {
  const Values at_term{80, 83, 189, 104, 145, 138, 191, 164, 73, 146};
  const Values early{115, 88, 90, 74, 121};
  CHECK(mann_whitney_p(at_term, early) == doctest::Approx(0.2544).epsilon(0.001));
}

TEST_CASE("latency/mann_whitney: exact, with and without ties, as by counting all choices") {
  made::Dice dice(7);
  for (int run = 0; run < 40; ++run) {
    CAPTURE(run);
    const std::int64_t sides = run % 2 == 0 ? 4 : 1'000'000;
    Values left;
    Values right;
    for (std::int64_t i = dice.roll(5) + 1; i > 0; --i) left.push_back(dice.roll(sides));
    for (std::int64_t i = dice.roll(5) + 1; i > 0; --i) right.push_back(dice.roll(sides));
    CHECK(mann_whitney_p(left, right) == doctest::Approx(by_enumeration(left, right)));
    CHECK(mann_whitney_p(right, left) == doctest::Approx(mann_whitney_p(left, right)));
  }
}

TEST_CASE("latency/mann_whitney: many values are near what few exact ones say") {
  Values left;
  Values right;
  for (std::int64_t i = 0; i < 50; ++i) {
    left.push_back(10 * i);
    right.push_back(10 * i + 95);
  }
  const double exact = mann_whitney_p(left, right);
  left.push_back(-1);  // one more than is counted exactly
  right.push_back(10'000);
  CHECK(exact < 0.05);
  CHECK(mann_whitney_p(left, right) == doctest::Approx(exact).epsilon(0.5));
}

TEST_CASE("latency/mann_whitney: nothing and all alike is no difference") {
  CHECK(mann_whitney_p({}, Values{1, 2}) == 1);
  CHECK(mann_whitney_p(Values{5, 5, 5, 5, 5, 5}, Values{5, 5, 5, 5, 5, 5}) == 1);
  CHECK(mann_whitney_p(Values(60, 5), Values(70, 5)) == 1);
}

}  // namespace trace_cost::latency
