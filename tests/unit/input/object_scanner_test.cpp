#include "input/object_scanner.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace trace_cost::input {

namespace {

struct Outcome {
  ObjectScanner::State state;
  std::size_t position;
  bool saw_member;
  std::vector<std::size_t> open;
  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const ObjectScanner& scanner, ObjectScanner::State state) {
  return {state, scanner.position(), scanner.saw_member(), scanner.open_objects()};
}

Outcome at_once(std::string_view text) {
  ObjectScanner scanner;
  scanner.restart();
  const ObjectScanner::State state = scanner.feed(text);
  return outcome_of(scanner, state);
}

Outcome byte_by_byte(std::string_view text) {
  ObjectScanner scanner;
  scanner.restart();
  ObjectScanner::State state = ObjectScanner::State::More;
  for (std::size_t size = 1; size <= text.size() && state == ObjectScanner::State::More; ++size) {
    state = scanner.feed(text.substr(0, size));
  }
  return outcome_of(scanner, state);
}

std::string nested(std::size_t depth, std::string_view open) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  return text;
}

}  // namespace

TEST_CASE("input/object_scanner: an object is complete one past its closing brace") {
  for (const std::string_view object : {
           "{}",
           "{ }",
           "{\"a\":1}",
           "{\n    \"a\": \"x\",\r\n\t\"b\": [ ],\n    \"c\": {}\n}",
           "{\"a\":[1,-2.5e+10,true,false,null,NaN,-Infinity,\"s\",{},[[]]]}",
           "{\"a\":\"braces } ] { [ , : in a string\"}",
           "{\"a\":\"\\\"}\",\"b\\\\\":1}",
           "{\"\\u007d\":\"\\ud83d\"}",
           "{\"caf\xC3\xA9\":\"\xE6\x97\xA5\"}",
           "{\"a\":\"\xFF\x7F\"}",
       }) {
    for (const std::string_view behind : {"", "\n", "}", "{", " trailing", "\"", ",{}"}) {
      const std::string text = std::string(object) + std::string(behind);
      CAPTURE(text);
      const Outcome outcome = at_once(text);
      CHECK(outcome.state == ObjectScanner::State::Complete);
      CHECK(outcome.position == object.size());
      CHECK(byte_by_byte(text) == outcome);
    }
  }
}

TEST_CASE("input/object_scanner: the scan stops at the first byte that no JSON could have there") {
  struct Broken {
    std::string_view name;
    std::string_view text;
    std::size_t position;
  };
  for (const Broken& entry : std::to_array<Broken>({
           {"a print with braces", "{json}: {\"a\": 1}", 1},
           {"a Python dict", "{'k': 3}", 1},
           {"half a print and the start of a span", "{\n{\n    \"name\": 1", 2},
           {"a brace for a key", "{\"a\":1,{", 7},
           {"a brace behind a key", "{\"a\"{", 4},
           {"a string behind a value", "{\"a\":1 \"b\":2}", 7},
           {"two scalars", "{\"a\":1 2}", 7},
           {"no key", "{:1}", 1},
           {"a number as key", "{1:2}", 1},
           {"no colon", "{\"a\" 1}", 5},
           {"two colons", "{\"a\"::1}", 5},
           {"no value", "{\"a\":}", 5},
           {"no value before a comma", "{\"a\":,", 5},
           {"a comma first", "{,", 1},
           {"a comma last", "{\"a\":1,}", 7},
           {"a comma last in a list", "{\"a\":[1,]}", 8},
           {"two commas", "{\"a\":1,,", 7},
           {"a list closed as an object", "{\"a\":[1}", 7},
           {"an object closed as a list", "{]", 1},
           {"a raw line feed in a string", "{\"a\":\"x\ny\"}", 7},
           {"a raw tab in a string", "{\"a\":\"x\ty\"}", 7},
           {"a line feed behind a backslash", "{\"a\":\"x\\\n\"}", 8},
           {"a single quote", "{\"a\":'x'}", 5},
           {"a NUL", std::string_view("{\0}", 3), 1},
           {"a NUL in a string", std::string_view("{\"a\":\"\0\"}", 9), 6},
           {"a slash", "{\"a\":1/2}", 6},
           {"a comment", "{//\n}", 1},
           {"a byte order mark", "{\xEF\xBB\xBF}", 1},
       })) {
    CAPTURE(entry.name);
    const Outcome outcome = at_once(entry.text);
    CHECK(outcome.state == ObjectScanner::State::Broken);
    CHECK(outcome.position == entry.position);
    CHECK(byte_by_byte(entry.text) == outcome);
  }
}

TEST_CASE("input/object_scanner: every proper beginning of an object asks for more") {
  const std::string_view object =
      "{\"a\" : [1, -2e5, {\"b\\\"\": \"x\\u00e9}\"}, true],\n \"c\":{\"d\":null}}";
  for (std::size_t size = 1; size < object.size(); ++size) {
    CAPTURE(size);
    const Outcome outcome = at_once(object.substr(0, size));
    CHECK(outcome.state == ObjectScanner::State::More);
    CHECK(outcome.position == size);
    CHECK(byte_by_byte(object.substr(0, size)) == outcome);
  }
  CHECK(at_once(object).state == ObjectScanner::State::Complete);
}

TEST_CASE("input/object_scanner: the objects that are open are named outermost first") {
  using Starts = std::vector<std::size_t>;
  CHECK(at_once("{\"a\":{},\"b\":[{\"c\":1},{\"d\":{").open == Starts{0, 21, 26});
  CHECK(at_once("{\"a\":[[[").open == Starts{0});
  CHECK(at_once("{\"a\":{}}").open.empty());
}

TEST_CASE("input/object_scanner: a member is seen with its colon") {
  CHECK_FALSE(at_once("{\"a\"").saw_member);
  CHECK_FALSE(at_once("{\"a:\"").saw_member);
  CHECK_FALSE(at_once("{}").saw_member);
  CHECK(at_once("{\"a\":").saw_member);
}

TEST_CASE("input/object_scanner: nesting is followed to its limit and not beyond") {
  const std::size_t depth = ObjectScanner::kDepth;
  std::string lists = "{\"a\":" + nested(depth - 1, "[");
  CHECK(at_once(lists).state == ObjectScanner::State::More);
  const Outcome too_deep = at_once(lists + "[");
  CHECK(too_deep.state == ObjectScanner::State::TooDeep);
  CHECK(too_deep.position == lists.size());
  CHECK(at_once(nested(depth, "{\"a\":")).state == ObjectScanner::State::More);
  CHECK(at_once(nested(depth + 1, "{\"a\":")).state == ObjectScanner::State::TooDeep);
  lists += nested(depth - 1, "]") + "}";
  CHECK(at_once(lists).state == ObjectScanner::State::Complete);
}

TEST_CASE("input/object_scanner: after restart() nothing of the last object is left") {
  ObjectScanner scanner;
  for (const std::string_view first : {"{\"a\":\"x\\", "{\"a\":[", "{]", "{\"a\":1}"}) {
    scanner.restart();
    scanner.feed(first);
    scanner.restart();
    CHECK_FALSE(scanner.saw_member());
    CHECK(scanner.feed("{\"b\":2}") == ObjectScanner::State::Complete);
    CHECK(scanner.position() == 7);
  }
  scanner.restart();
  scanner.feed(nested(ObjectScanner::kDepth + 1, "{\"a\":"));
  scanner.restart();
  CHECK(scanner.feed("{]") == ObjectScanner::State::Broken);
}

}  // namespace trace_cost::input
