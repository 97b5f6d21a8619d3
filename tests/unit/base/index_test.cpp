#include "base/index.h"

#include <doctest/doctest.h>

#include <type_traits>
#include <unordered_set>

namespace trace_cost::base {

namespace {

using Apple = Index<struct AppleTag>;
using Pear = Index<struct PearTag>;

}  // namespace

TEST_CASE("base/index: the default points nowhere, behind every index that points somewhere") {
  CHECK_FALSE(Apple{});
  CHECK(Apple(0));
  CHECK(Apple(0).number() == 0);
  CHECK(Apple(7).number() == 7);
  CHECK(Apple(0) < Apple(1));
  CHECK(Apple(0xfffffffe) < Apple{});
  CHECK(Apple(3) == Apple(3));
  CHECK(Apple(3) != Apple{});
}

TEST_CASE("base/index: indices of different kinds and plain numbers do not mix") {
  CHECK_FALSE(std::is_convertible_v<Apple, Pear>);
  CHECK_FALSE(std::is_constructible_v<Apple, Pear>);
  CHECK_FALSE(std::is_convertible_v<std::size_t, Apple>);
  CHECK_FALSE(std::is_convertible_v<Apple, bool>);
}

TEST_CASE("base/index: indices can be keys of a hash table") {
  const std::unordered_set<Apple> basket{Apple(1), Apple(2), Apple(1), Apple{}};
  CHECK(basket.size() == 3);
  CHECK(basket.count(Apple(2)) == 1);
  CHECK(basket.count(Apple(3)) == 0);
}

}  // namespace trace_cost::base
