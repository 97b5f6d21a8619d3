#include "cost/wasted.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

// "retried 0.4 x1, failed 0 x0"
std::string wasted(std::string_view story) {
  const MadeBooks books(story);
  const Wasted found = find_wasted(books.forest(), books.ledger, books.keys);
  return fmt::format("retried {} x{}, failed {} x{}", found.retried.cost.plain(),
                     found.retried.charges, found.failed.cost.plain(), found.failed.charges);
}

}  // namespace

TEST_CASE("cost/wasted: a failed call that was made again with success is a retry") {
  CHECK(wasted("t/r   s SERVER  0..90  r\n"
               "t/a<r s CLIENT! 1..20  chat | cost.usd=0.4, gen_ai.request.model=m\n"
               "t/b<r s CLIENT  30..50 chat | cost.usd=0.5, gen_ai.request.model=m") ==
        "retried 0.4 x1, failed 0 x0");
}

TEST_CASE("cost/wasted: another name, model, parent or an earlier call is no retry") {
  const auto beside = [](const char* other) {
    return wasted(
        fmt::format("t/r   s SERVER  0..90  r\n"
                    "t/p<r s CLIENT  0..90  p\n"
                    "t/a<r s CLIENT! 20..25  chat | cost.usd=0.4, model=m\n{}",
                    other));
  };
  CHECK(beside("t/b<r s CLIENT 30..50 embed | cost.usd=1, model=m") ==
        "retried 0 x0, failed 0.4 x1");
  CHECK(beside("t/b<r s CLIENT 30..50 chat | cost.usd=1, model=n") ==
        "retried 0 x0, failed 0.4 x1");
  CHECK(beside("t/b<p s CLIENT 30..50 chat | cost.usd=1, model=m") ==
        "retried 0 x0, failed 0.4 x1");
  CHECK(beside("t/b<r s CLIENT 5..9 chat | cost.usd=1, model=m") == "retried 0 x0, failed 0.4 x1");
  CHECK(beside("t/b<r s CLIENT! 30..50 chat | cost.usd=1, model=m") ==
        "retried 0 x0, failed 1.4 x2");
  CHECK(beside("t/b<r s CLIENT 30..50 chat") == "retried 0.4 x1, failed 0 x0");
}

TEST_CASE("cost/wasted: what has no charge wastes no money") {
  CHECK(wasted("t/a s CLIENT! 1..20 chat | gen_ai.usage.input_tokens=5\n"
               "t/b s CLIENT! 1..20 chat | cost.usd=0\n"
               "t/c s CLIENT  1..20 chat | cost.usd=1") == "retried 0 x0, failed 0 x0");
}

}  // namespace trace_cost::cost
