#include "base/glob.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::base {

TEST_CASE("base/glob: a star is any bytes, a question mark one, all else is itself") {
  CHECK(glob_covers("gpt-4o", "gpt-4o"));
  CHECK_FALSE(glob_covers("gpt-4o", "gpt-4o-mini"));
  CHECK(glob_covers("gpt-4*", "gpt-4o-mini"));
  CHECK(glob_covers("*-mini", "gpt-4o-mini"));
  CHECK(glob_covers("*4*mini*", "gpt-4o-mini"));
  CHECK_FALSE(glob_covers("*4*maxi*", "gpt-4o-mini"));
  CHECK(glob_covers("gpt-?o", "gpt-4o"));
  CHECK_FALSE(glob_covers("gpt-?", "gpt-4o"));
  CHECK(glob_covers("*", ""));
  CHECK(glob_covers("", ""));
  CHECK_FALSE(glob_covers("", "a"));
  CHECK_FALSE(glob_covers("?", ""));
  CHECK(glob_covers("a*b*c", "a-b-b-c"));
  CHECK(glob_covers("[a]", "[a]"));
}

TEST_CASE("base/glob: a pattern of many stars is finite work") {
  const std::string text(20'000, 'a');
  CHECK_FALSE(glob_covers("a*a*a*a*a*a*a*a*a*a*b", text));
}

}  // namespace trace_cost::base
