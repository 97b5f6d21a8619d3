#include "input/otlp_value_text.h"

#include <doctest/doctest.h>

#include <limits>

#include "made_protobuf.h"

namespace trace_cost::input {

namespace {

std::string told(std::string_view any_value) {
  constexpr std::string_view kKinds = "tnb0o";
  const std::optional<ValueText> found = otlp_value_text(any_value);
  if (!found) return "broken";
  return found->text + ":" + kKinds[static_cast<std::size_t>(found->kind)];
}

std::string list(const std::string& values) { return bytes_field(5, values); }

}  // namespace

TEST_CASE("input/otlp_value_text: a scalar is the text that JSON has for it") {
  CHECK(told("") == ":0");
  CHECK(told(bytes_field(1, "alice")) == "alice:t");
  CHECK(told(bytes_field(1, "")) == ":t");
  CHECK(told(varint_field(2, 1)) == "true:b");
  CHECK(told(varint_field(2, 0)) == "false:b");
  CHECK(told(varint_field(3, 42)) == "42:n");
  CHECK(told(varint_field(3, 0xFFFF'FFFF'FFFF'FFFF)) == "-1:n");
  CHECK(told(double_field(4, 0.0066646)) == "0.0066646:n");
  CHECK(told(double_field(4, std::numeric_limits<double>::quiet_NaN())) == "NaN:n");
  CHECK(told(bytes_field(7, "hi")) == "aGk=:t");
}

TEST_CASE("input/otlp_value_text: of several types the last counts, unknown ones are skipped") {
  CHECK(told(bytes_field(1, "a") + varint_field(3, 7) + varint_field(99, 1)) == "7:n");
  CHECK(told(varint_field(1, 7)) == ":0");
  CHECK(told(varint_field(3, 7) + group(4, "") + "\x12") == "broken");
}

TEST_CASE("input/otlp_value_text: lists are JSON without blanks") {
  CHECK(told(list("")) == "{}:o");
  CHECK(told(list(bytes_field(1, varint_field(3, 1)) + bytes_field(1, bytes_field(1, "a\"\n")))) ==
        R"({"values":[{"intValue":"1"},{"stringValue":"a\"\u000a"}]}:o)");
  CHECK(told(list(bytes_field(1, double_field(4, 0.5)) + bytes_field(1, varint_field(2, 1)) +
                  bytes_field(1, bytes_field(7, "hi")) + bytes_field(1, ""))) ==
        R"({"values":[{"doubleValue":0.5},{"boolValue":true},{"bytesValue":"aGk="},{}]}:o)");
  const std::string pairs = bytes_field(1, key_value("k", varint_field(3, 1))) +
                            bytes_field(1, key_value("l", list(bytes_field(1, "")))) +
                            bytes_field(1, bytes_field(1, "m"));
  CHECK(told(bytes_field(6, pairs)) ==
        R"({"values":[{"key":"k","value":{"intValue":"1"}},)"
        R"({"key":"l","value":{"arrayValue":{"values":[{}]}}},{"key":"m","value":{}}]}:o)");
  CHECK(told(list(bytes_field(1, double_field(4, std::numeric_limits<double>::infinity())))) ==
        R"({"values":[{"doubleValue":"Infinity"}]}:o)");
}

TEST_CASE("input/otlp_value_text: what is nested too deep is empty, what is broken breaks all") {
  std::string deep = varint_field(3, 1);
  for (std::size_t i = 0; i < kValueDepth; ++i) deep = list(bytes_field(1, deep));
  CHECK(told(deep).find("\"1\"") != std::string::npos);
  deep = list(bytes_field(1, deep));
  CHECK(told(deep).find("\"1\"") == std::string::npos);
  for (int i = 0; i < 10'000; ++i) deep = list(bytes_field(1, deep));
  CHECK(told(deep).find("[{}]}}]}}") != std::string::npos);
  CHECK(told(list(bytes_field(1, list("\x0A")))) == "broken");
  CHECK(told(list(bytes_field(1, "\x0F"))) == "broken");
}

}  // namespace trace_cost::input
