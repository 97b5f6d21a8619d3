#include "model/attribute_selection.h"

#include <doctest/doctest.h>

namespace trace_cost::model {

TEST_CASE("model/attribute_selection: a key has the number with which it was added first") {
  AttributeSelection selection;
  const AttributeKey user = selection.add("user.id");
  const AttributeKey cost = selection.add("cost.usd");
  CHECK(selection.add("user.id") == user);
  CHECK(user.number() == 0);
  CHECK(cost.number() == 1);
  CHECK(selection.size() == 2);
  CHECK(selection.name(cost) == "cost.usd");
  CHECK(selection.find("cost.usd") == cost);
}

TEST_CASE("model/attribute_selection: a key nobody asked for has none") {
  AttributeSelection selection;
  CHECK_FALSE(selection.find("user.id"));
  selection.add("user.id");
  CHECK_FALSE(selection.find("user"));
  CHECK_FALSE(selection.find("user.id "));
  CHECK_FALSE(selection.find(""));
  CHECK_FALSE(selection.find("USER.ID"));
}

}  // namespace trace_cost::model
