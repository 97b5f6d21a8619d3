#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>

namespace trace_cost::base {

namespace {

Result<std::unique_ptr<int>> boxed(int value) {
  if (value < 0) return Error{ErrorCode::BadArgument, "negative"};
  return std::make_unique<int>(value);
}

}  // namespace

TEST_CASE("base/result: a value is had, and can be moved out") {
  Result<std::unique_ptr<int>> result = boxed(7);
  REQUIRE(result);
  CHECK(result.has_value());
  CHECK(**result == 7);
  CHECK(*result->get() == 7);
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 7);
}

TEST_CASE("base/result: an error says why there is no value") {
  const Result<std::unique_ptr<int>> result = boxed(-1);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::BadArgument);
  CHECK(result.error().message == "negative");
}

TEST_CASE("base/result: a Failure that is empty means success") {
  Failure failure;
  CHECK_FALSE(failure);
  failure = Error{ErrorCode::CannotWrite, "no space"};
  REQUIRE(failure);
  CHECK(failure->code == ErrorCode::CannotWrite);
}

}  // namespace trace_cost::base
