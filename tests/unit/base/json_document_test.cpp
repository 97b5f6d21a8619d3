#include "base/json_document.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>

namespace trace_cost::base {

namespace {

JsonValue tree(std::string_view text) {
  auto read = read_json(text);
  REQUIRE(std::holds_alternative<JsonValue>(read));
  return std::get<JsonValue>(std::move(read));
}

JsonFault fault(std::string_view text) {
  const auto read = read_json(text);
  REQUIRE(std::holds_alternative<JsonFault>(read));
  return std::get<JsonFault>(read);
}

}  // namespace

TEST_CASE("base/json_document: numbers keep their digits") {
  const JsonValue list = tree(
      "[2.9999900000000002e-06, 1e-7, 0.10, -0.01, 12, "
      "123456789012345678901234567890, -7]");
  REQUIRE(list.is(JsonKind::List));
  REQUIRE(list.items.size() == 7);
  CHECK(list.items[0].text == "2.9999900000000002e-06");
  CHECK(list.items[1].text == "1e-7");
  CHECK(list.items[2].text == "0.10");
  CHECK(list.items[3].text == "-0.01");
  CHECK(list.items[4].text == "12");
  CHECK(list.items[5].text == "123456789012345678901234567890");
  CHECK(list.items[6].text == "-7");
  for (const JsonValue& number : list.items) CHECK(number.is(JsonKind::Number));
}

TEST_CASE("base/json_document: members are found by name, the last of two") {
  const JsonValue root = tree(R"({"a": 1, "b": {"c": "x\u00e9"}, "a": true, "n": null})");
  REQUIRE(root.find("a") != nullptr);
  CHECK(root.find("a")->is(JsonKind::Bool));
  CHECK(root.find("a")->text == "true");
  CHECK(root.find("b")->find("c")->text == "x\xC3\xA9");
  CHECK(root.find("n")->is(JsonKind::Null));
  CHECK(root.find("z") == nullptr);
  CHECK(root.find("b")->find("c")->find("d") == nullptr);
}

TEST_CASE("base/json_document: values know their lines") {
  const JsonValue root = tree("{\n\"a\": 1\n,\n\"b\": [\n2,\n\n3\n],\n\"c\":\n{\n\"d\": \"x\"}}\n");
  CHECK(root.line == 1);
  CHECK(root.find("a")->line == 2);
  CHECK(root.find("b")->line == 4);
  CHECK(root.find("b")->items[0].line == 5);
  CHECK(root.find("b")->items[1].line == 7);
  CHECK(root.find("c")->line == 10);
  CHECK(root.find("c")->find("d")->line == 11);
}

TEST_CASE("base/json_document: faults name the line and what is wrong") {
  CHECK(fault("{\n\"a\": 1,\n}").line == 3);
  CHECK(fault("").line == 1);
  CHECK(fault("{\n\"a\": nan}").line == 2);
  CHECK(fault("[1] 2").line == 1);
  CHECK(fault("[\n1e400]").line == 2);
  const JsonFault open = fault("{\"a\": 1,\n\"b\": [1, 2");
  CHECK(open.line == 2);
  CHECK(open.message.find("unexpected end of input") != std::string::npos);
  CHECK(open.message.find("json.exception") == std::string::npos);
  CHECK(open.message.find("column") == std::string::npos);
}

TEST_CASE("base/json_document: nesting has a limit") {
  CHECK(std::holds_alternative<JsonValue>(
      read_json(std::string(kDeepestJson, '[') + std::string(kDeepestJson, ']'))));
  const JsonFault deep = fault(std::string(100'000, '['));
  CHECK(deep.message == "nested deeper than 64 levels");
}

TEST_CASE("base/json_document: what is quoted is read as it was") {
  const std::string text = "a \"b\" \\ \n \x01 \xC3\xA9";
  CHECK(tree("[" + quoted_json(text) + "]").items[0].text == text);
  CHECK(quoted_json("x\xFFy") == "\"x\\ufffdy\"");
}

}  // namespace trace_cost::base
