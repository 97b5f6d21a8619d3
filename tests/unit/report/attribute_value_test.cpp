#include "report/convert/attribute_value.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::report {

namespace {

using model::ValueKind;

std::string plain(const std::string& text, ValueKind kind) {
  std::string out;
  append_plain_value({"key", text, kind}, out);
  return out;
}

std::string otlp(const std::string& text, ValueKind kind) {
  std::string out;
  append_otlp_value({"key", text, kind}, out);
  return out;
}

}  // namespace

TEST_CASE("report/attribute_value: as plain JSON") {
  CHECK(plain("say \"hi\"", ValueKind::Text) == R"("say \"hi\"")");
  CHECK(plain("0.0066646", ValueKind::Number) == "0.0066646");
  CHECK(plain("NaN", ValueKind::Number) == R"("NaN")");
  CHECK(plain("true", ValueKind::Bool) == "true");
  CHECK(plain("", ValueKind::Null) == "null");
  CHECK(plain("[1,\"a\"]", ValueKind::Other) == R"([1,"a"])");
  CHECK(plain("[ 'stop' ]", ValueKind::Other) == R"("[ 'stop' ]")");
}

TEST_CASE("report/attribute_value: OTLP's lists are unwrapped") {
  CHECK(plain(R"({"values":[{"stringValue":"a"},{"intValue":"7"},{}]})", ValueKind::Other) ==
        R"(["a",7,null])");
  CHECK(plain(R"({"values":[{"key":"k","value":{"boolValue":true}}]})", ValueKind::Other) ==
        R"({"k":true})");
  CHECK(plain(R"({"values":[{"arrayValue":{"values":[{"doubleValue":0.5}]}}]})",
              ValueKind::Other) == "[[0.5]]");
}

TEST_CASE("report/attribute_value: as OTLP JSON") {
  CHECK(otlp("alice", ValueKind::Text) == R"({"stringValue":"alice"})");
  CHECK(otlp("42", ValueKind::Number) == R"({"intValue":"42"})");
  CHECK(otlp("0.5", ValueKind::Number) == R"({"doubleValue":0.5})");
  CHECK(otlp("NaN", ValueKind::Number) == R"({"doubleValue":"NaN"})");
  CHECK(otlp("99999999999999999999", ValueKind::Number) ==
        R"({"doubleValue":99999999999999999999})");
  CHECK(otlp("False", ValueKind::Bool) == R"({"boolValue":false})");
  CHECK(otlp("", ValueKind::Null) == "{}");
  CHECK(otlp(R"(["a",1,null])", ValueKind::Other) ==
        R"({"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"1"},{}]}})");
  CHECK(
      otlp(R"({"k":[0.5]})", ValueKind::Other) ==
      R"({"kvlistValue":{"values":[{"key":"k","value":{"arrayValue":{"values":[{"doubleValue":0.5}]}}}]}})");
  CHECK(otlp(R"({"values":[{"intValue":"7"}]})", ValueKind::Other) ==
        R"({"arrayValue":{"values":[{"intValue":"7"}]}})");
}

TEST_CASE("report/attribute_value: what nests too deep, or is no JSON, is a text") {
  const std::string deep = std::string(1000, '[') + std::string(1000, ']');
  CHECK(otlp(deep, ValueKind::Other) == R"({"stringValue":")" + deep + R"("})");
  CHECK(plain(deep, ValueKind::Other) == "\"" + deep + "\"");
  CHECK(otlp("[1", ValueKind::Other) == R"({"stringValue":"[1"})");
}

TEST_CASE("report/attribute_value: as a message of protobuf") {
  CHECK(otlp_value_message({"k", "hi", ValueKind::Text}) == "\x0A\x02hi");
  CHECK(otlp_value_message({"k", "300", ValueKind::Number}) == "\x18\xAC\x02");
  CHECK(otlp_value_message({"k", "true", ValueKind::Bool}) == "\x10\x01");
  CHECK(otlp_value_message({"k", "", ValueKind::Null}).empty());
  CHECK(otlp_value_message({"k", "[7]", ValueKind::Other}) == "\x2A\x04\x0A\x02\x18\x07");
}

}  // namespace trace_cost::report
