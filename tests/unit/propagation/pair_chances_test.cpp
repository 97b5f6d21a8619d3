#include "propagation/pair_chances.h"

#include <doctest/doctest.h>

namespace trace_cost::propagation {

TEST_CASE("propagation/pair_chances: one pair alone has its odds") {
  CHECK(pair_chances({{0, 0, 3.0}}, 1, 1).at(0) == doctest::Approx(0.75));
  CHECK(pair_chances({{0, 0, 0.0}}, 1, 1).at(0) == doctest::Approx(0.0));
  CHECK(pair_chances({}, 0, 0).empty());
}

TEST_CASE("propagation/pair_chances: rivals share, and none is counted twice") {
  // Two calls for one root: none, the first, or the second: 1 : 4 : 4.
  const auto rivals = pair_chances({{0, 0, 4.0}, {1, 0, 4.0}}, 2, 1);
  CHECK(rivals.at(0) == doctest::Approx(4.0 / 9).epsilon(0.001));
  CHECK(rivals.at(1) == doctest::Approx(4.0 / 9).epsilon(0.001));
}

TEST_CASE("propagation/pair_chances: a chain is exact") {
  // c0-r0 (2), c1-r0 (3), c1-r1 (5): the sets are {}, each alone, and c0-r0 with c1-r1.
  const double all = 1 + 2 + 3 + 5 + 2 * 5;
  const auto chances = pair_chances({{0, 0, 2.0}, {1, 0, 3.0}, {1, 1, 5.0}}, 2, 2);
  CHECK(chances.at(0) == doctest::Approx((2 + 10) / all).epsilon(0.001));
  CHECK(chances.at(1) == doctest::Approx(3 / all).epsilon(0.001));
  CHECK(chances.at(2) == doctest::Approx((5 + 10) / all).epsilon(0.001));
}

TEST_CASE("propagation/pair_chances: what nobody can tell apart stays open") {
  std::vector<PossiblePair> pairs;
  for (std::uint32_t call = 0; call < 10; ++call) {
    for (std::uint32_t root = 0; root < 10; ++root) pairs.push_back({call, root, 1000.0});
  }
  for (const double chance : pair_chances(pairs, 10, 10)) {
    CHECK(chance < 0.2);
    CHECK(chance > 0.05);
  }
}

}  // namespace trace_cost::propagation
