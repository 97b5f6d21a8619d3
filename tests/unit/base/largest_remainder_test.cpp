#include "base/largest_remainder.h"

#include <doctest/doctest.h>

namespace trace_cost::base {

namespace {

std::vector<long> split(long amount, const std::vector<Int128>& weights) {
  std::vector<long> parts;
  for (const Int128 part : split_by_weight(amount, weights)) {
    parts.push_back(static_cast<long>(part));
  }
  return parts;
}

std::vector<long> rounded(const std::vector<Int128>& all, long step) {
  std::vector<long> parts;
  for (const Int128 part : rounded_together(all, step)) parts.push_back(static_cast<long>(part));
  return parts;
}

}  // namespace

TEST_CASE("base/largest_remainder: an amount is split exactly, what is left to the largest rest") {
  CHECK(split(10, {1, 1, 1}) == std::vector<long>{4, 3, 3});
  CHECK(split(10, {1, 2, 3}) == std::vector<long>{2, 3, 5});
  CHECK(split(-10, {1, 1, 1}) == std::vector<long>{-4, -3, -3});
  CHECK(split(7, {0, 5, -3}) == std::vector<long>{0, 7, 0});
  CHECK(split(7, {0, 0}) == std::vector<long>{0, 0});
  CHECK(split(0, {1, 2}) == std::vector<long>{0, 0});
}

TEST_CASE("base/largest_remainder: amounts whose product leaves 128 bits") {
  const Int128 huge = Int128{1} << 121;
  const std::vector<Int128> weights{huge, huge, huge + 1};
  const auto parts = split_by_weight(huge, weights);
  CHECK(parts[0] + parts[1] + parts[2] == huge);
  CHECK(parts[0] - huge / 3 <= 1);
  CHECK(parts[0] >= huge / 3);
}

TEST_CASE("base/largest_remainder: rounded parts add up to the rounded sum") {
  CHECK(rounded({34, 33, 33}, 10) == std::vector<long>{40, 30, 30});
  CHECK(rounded({5, 5}, 10) == std::vector<long>{10, 0});
  CHECK(rounded({-4, 14}, 10) == std::vector<long>{0, 10});
  CHECK(rounded({-5, -5}, 10) == std::vector<long>{0, -10});
  CHECK(rounded({}, 10).empty());
  CHECK(rounded_to(25, 10) == 20);
  CHECK(rounded_to(35, 10) == 40);
  CHECK(rounded_to(-25, 10) == -20);
}

}  // namespace trace_cost::base
