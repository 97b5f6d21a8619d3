#include "base/name_list.h"

#include <doctest/doctest.h>

namespace trace_cost::base {

TEST_CASE("base/name_list: the first four, and how many there are beside them") {
  CHECK(name_list({}).empty());
  CHECK(name_list({"a"}) == "a");
  CHECK(name_list({"a", "b", "c", "d"}) == "a, b, c, d");
  CHECK(name_list({"a", "b", "c", "d", "e", "f"}) == "a, b, c, d and 2 more");
}

}  // namespace trace_cost::base
