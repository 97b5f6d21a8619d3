#include "cost/bill_scaling.h"

#include <doctest/doctest.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

std::string parts(std::string_view whole, const std::vector<const char*>& shares) {
  std::vector<model::Money> amounts;
  amounts.reserve(shares.size());
  for (const char* const share : shares) amounts.push_back(usd(share));
  std::string said;
  model::Money sum;
  for (const model::Money part : proportional_parts(usd(whole), amounts)) {
    said += (said.empty() ? "" : " ") + part.plain();
    sum += part;
  }
  if (!said.empty()) CHECK(sum == usd(whole));
  return said;
}

}  // namespace

TEST_CASE("cost/bill_scaling: parts add up to the whole, to the last unit") {
  CHECK(parts("10", {"1", "3"}) == "2.5 7.5");
  CHECK(parts("1", {"1", "1", "1"}) == "0.333333333334 0.333333333333 0.333333333333");
  CHECK(parts("0.000000000002", {"5", "3", "1"}) == "0.000000000001 0.000000000001 0");
  CHECK(parts("-1", {"1", "2"}) == "-0.333333333333 -0.666666666667");
  CHECK(parts("0", {"1", "2"}) == "0 0");
  CHECK(parts("1000000000000000", {"999999999999999.999999999999", "0.000000000001"}) ==
        "999999999999999.999999999999 0.000000000001");
}

TEST_CASE("cost/bill_scaling: nothing and negative shares cannot be scaled") {
  CHECK(parts("1", {}).empty());
  CHECK(parts("1", {"0", "0"}).empty());
  CHECK(parts("1", {"1", "-0.5"}).empty());
}

}  // namespace trace_cost::cost
