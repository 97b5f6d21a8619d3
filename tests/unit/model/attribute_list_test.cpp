#include "model/attribute_list.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::model {

TEST_CASE("model/attribute_list: is read as it was written") {
  std::string list;
  append_to_list({"user.id", "alice", ValueKind::Text}, list);
  append_to_list({"", "", ValueKind::Null}, list);
  append_to_list({"n", std::string("4\0002", 3), ValueKind::Number}, list);
  AttributeListReader reader(list);
  const auto user = reader.next();
  REQUIRE(user);
  CHECK(user->key == "user.id");
  CHECK(user->text == "alice");
  CHECK(user->kind == ValueKind::Text);
  const auto empty = reader.next();
  REQUIRE(empty);
  CHECK(empty->key.empty());
  CHECK(empty->kind == ValueKind::Null);
  const auto number = reader.next();
  REQUIRE(number);
  CHECK(number->text == std::string_view("4\0002", 3));
  CHECK(!reader.next());
  CHECK(!AttributeListReader("").next());
}

}  // namespace trace_cost::model
