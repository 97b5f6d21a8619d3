#include "cost/allocation.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kShared =
    "a/a s INTERNAL 0..1 x | user.id=ann, model=m, cost.usd=1\n"
    "b/a s INTERNAL 0..1 x | user.id=bob, model=m, cost.usd=2\n"
    "c/a s INTERNAL 0..1 x | user.id=bob, model=n, cost.usd=4\n"
    "d/a s INTERNAL 0..1 x | model=m, cost.usd=1\n"
    "e/a s INTERNAL 0..1 x | model=k, cost.usd=8";

std::string said(const CostTable& table) {
  std::string text;
  for (const CostRow& row : table.rows) {
    text += text.empty() ? "" : "; ";
    for (const auto& key : row.keys) text += key.value_or("-") + " ";
    text += row.cost.plain();
    if (row.others > 0) text += fmt::format(" of {}", row.others);
  }
  return text;
}

std::string shared(const std::vector<std::string>& by, std::string_view how) {
  MadeBooks books(kShared);
  CostTable table = books.table(by);
  allocate(read_allocation(how).value(), table);
  model::Money sum;
  for (const CostRow& row : table.rows) sum += row.cost;
  CHECK(sum == books.ledger.total);
  return said(table);
}

}  // namespace

TEST_CASE("cost/allocation: nobody's money by what users spent, alike, or to one") {
  CHECK(shared({"user"}, "keep") == "- 9; bob 6; ann 1");
  CHECK(shared({"user"}, "proportional") == "bob 13.714285714286; ann 2.285714285714; - 0");
  CHECK(shared({"user"}, "even") == "bob 10.5; ann 5.5; - 0");
  CHECK(shared({"user"}, "to:bob") == "bob 15; ann 1; - 0");
  CHECK(shared({"user"}, "to:ops") == "ops 9; bob 6; ann 1; - 0");
}

TEST_CASE("cost/allocation: with other dimensions among those who have the same") {
  CHECK(shared({"user", "model"}, "even") == "- k 8; bob n 4; bob m 2.5; ann m 1.5; - m 0");
  CHECK(shared({"model", "user"}, "to:ann") == "k ann 8; n bob 4; m ann 2; m bob 2; k - 0; m - 0");
  CHECK(shared({"model"}, "even") == "k 8; m 4; n 4");
}

TEST_CASE("cost/allocation: what is read and refused") {
  CHECK(name_of(read_allocation("to:a:b").value()) == "to:a:b");
  CHECK(name_of(read_allocation("proportional").value()) == "proportional");
  CHECK(read_allocation("evn").error().message ==
        "--allocate-unattributed evn: expected keep, proportional, even or to:USER; did you mean "
        "'even'?");
  CHECK_FALSE(read_allocation("to:").has_value());
}

TEST_CASE("cost/allocation: the largest rows, all others in one, and nobody beside them") {
  MadeBooks books(kShared);
  const auto top = [&](const std::vector<std::string>& by, std::size_t most) {
    std::vector<Dimension> dimensions;
    dimensions.reserve(by.size());
    for (const std::string& name : by) {
      dimensions.push_back(Dimension::parse(name, books.keys, books.selection).value());
    }
    CostTable table = sum_costs(books.forest(), books.ledger, dimensions);
    keep_top({dimensions, most}, books.forest(), books.ledger, {}, table);
    return said(table);
  };
  CHECK(top({"user"}, 1) == "- 9; bob 6; - 1 of 1");
  CHECK(top({"model"}, 1) == "k 8; - 8 of 2");
  CHECK(top({"user", "model"}, 2) == "- k 8; bob n 4; - - 4 of 3");
  CHECK(top({"model"}, 9) == "k 8; m 4; n 4");
}

}  // namespace trace_cost::cost
