#include "input/protobuf_wire.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_protobuf.h"

namespace trace_cost::input {

namespace {

// "5:bytes(4) 6:3 ..." and " broken" behind it where it is.
std::string told(WireReader reader) {
  std::string text;
  while (const auto field = reader.next()) {
    const std::string value = field->type == WireType::Bytes
                                  ? fmt::format("{}/{}", field->bytes.size(), field->value)
                                  : std::to_string(field->value);
    text += fmt::format("{}={} ", field->number, value);
  }
  return text + (reader.is_sound() ? "." : "broken");
}
std::string told(std::string_view message) { return told(WireReader(message)); }

}  // namespace

TEST_CASE("input/protobuf_wire: fields of every type are read in their order") {
  CHECK(told("") == ".");
  CHECK(told(bytes_field(5, "chat") + varint_field(6, 3) + fixed64_field(7, 1'000'000'000'001) +
             fixed32_field(16, 0x301) + bytes_field(1000, "")) ==
        "5=4/4 6=3 7=1000000000001 16=769 1000=0/0 .");
  CHECK(told(varint_field(1, 0xFFFF'FFFF'FFFF'FFFF)) == "1=18446744073709551615 .");
  CHECK(told(varint_field(0x1FFF'FFFF, 1)) == "536870911=1 .");
}

TEST_CASE("input/protobuf_wire: groups are skipped with all that is in them") {
  const std::string inner = varint_field(1, 1) + bytes_field(2, "\x0C") + fixed32_field(3, 4);
  CHECK(told(varint_field(1, 1) + group(9, inner + group(8, inner)) + varint_field(2, 2)) ==
        "1=1 2=2 .");
  CHECK(told(group(9, "")) == ".");
  CHECK(told(group(9, group(8, "").substr(0, 1))) == "broken");
  CHECK(told(varint_field(1, 1) + group(9, inner).substr(0, 4)) == "1=1 broken");
  CHECK(told("\x4C") == "broken");
  std::string deep;
  for (int i = 0; i < 31; ++i) deep = group(1, deep);
  CHECK(told(group(1, deep)) == ".");
  CHECK(told(group(1, group(1, deep))) == "broken");
}

TEST_CASE("input/protobuf_wire: what does not fit or is no field breaks the message there") {
  const std::string good = varint_field(1, 1);
  for (const std::string& bad :
       {std::string("\x00\x01", 2), std::string("\x0E"), std::string("\x0F"), std::string("\x12"),
        std::string("\x12\x05"
                    "abcd"),
        std::string("\x09\x01\x02"), std::string("\x0D\x01\x02"), std::string("\x08\x80"),
        "\x08" + std::string(10, '\xFF') + "\x01", "\x12" + varint(0xFFFF'FFFF'FFFF'FFFF),
        varint(std::uint64_t{1} << 35) + "\x01"}) {
    CHECK(told(good + bad) == "1=1 broken");
  }
}

TEST_CASE("input/protobuf_wire: the front of a message is sound when the rest may be") {
  const std::string message = varint_field(1, 300) + bytes_field(2, "abcdef") + varint_field(3, 7);
  for (std::size_t size = 0; size < message.size(); ++size) {
    CAPTURE(size);
    const WireReader front(std::string_view(message).substr(0, size), message.size());
    CHECK(told(front).ends_with("."));
  }
  CHECK(told(WireReader(std::string_view(message).substr(0, 7), message.size())) ==
        "1=300 2=2/6 .");
  CHECK(told(WireReader(std::string_view(message).substr(0, 7), 10)) == "1=300 broken");
}

TEST_CASE("input/protobuf_wire: a varint ends with its tenth byte") {
  CHECK(read_varint("\x96\x01zz")->value == 150);
  CHECK(read_varint("\x96\x01zz")->size == 2);
  CHECK_FALSE(read_varint(""));
  CHECK_FALSE(read_varint("\x80\x80"));
  CHECK_FALSE(read_varint(std::string(11, '\xFF')));
}

}  // namespace trace_cost::input
