#include "model/text.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "model/attribute.h"

namespace trace_cost::model {

namespace {

// What the text says, or "-" for a literal that is none of its numbers.
std::string round_trip(std::string_view literal) {
  const auto decimal = Text::read_decimal(literal);
  if (!decimal) return "-";
  const Attribute attribute(AttributeKey(7), Text(*decimal), ValueKind::Number);
  NumberBuffer buffer;
  return std::string(attribute.text().literal(buffer));
}

}  // namespace

TEST_CASE("model/text: plain decimal numbers are kept as numbers, digit by digit") {
  for (const char* literal :
       {"0", "7", "10", "1834", "4294967295", "0.0066646", "0.1", "1.50", "0.0", "0.000",
        "4.000000001", "0.000000000000001", "4294967.295", "0.004294967295", "20.20"}) {
    CHECK(round_trip(literal) == literal);
  }
}

TEST_CASE("model/text: what could not be written back exactly is no number") {
  for (const char* literal : {"",
                              "-",
                              ".",
                              "-1",
                              "+1",
                              "01",
                              "00",
                              "00.5",
                              ".5",
                              "5.",
                              "1.2.3",
                              "1e3",
                              "1E-05",
                              "NaN",
                              "4294967296",
                              "0.0000000000000001",
                              "1,5",
                              " 1",
                              "1 ",
                              "0x10",
                              "12345678901234567890",
                              "42949672.960",
                              "12.000000001",
                              "alice"}) {
    CAPTURE(literal);
    CHECK(round_trip(literal) == "-");
  }
}

TEST_CASE("model/text: any digits with any number of places come back as they were") {
  std::uint64_t state = 3;
  for (int round = 0; round < 20'000; ++round) {
    state = state * 6'364'136'223'846'793'005U + 1;
    const auto digits = static_cast<std::uint32_t>(state >> 32U >> (state % 32));
    const auto places = static_cast<std::uint8_t>((state >> 5U) % (Text::kMostPlaces + 1));
    const Text text(Text::Decimal{digits, places});
    NumberBuffer buffer;
    const std::string literal(text.literal(buffer));
    const auto read = Text::read_decimal(literal);
    REQUIRE(read);
    REQUIRE(Text(*read) == text);
    REQUIRE(round_trip(literal) == literal);
  }
}

TEST_CASE("model/text: no text, an interned one and a number are told apart") {
  const Text none;
  const Text interned(StringId(3));
  const Text number(Text::Decimal{3, 0});
  CHECK_FALSE(none);
  CHECK(interned);
  CHECK(number);
  CHECK_FALSE(none.interned());
  CHECK(interned.interned() == StringId(3));
  CHECK(number.is_number());
  CHECK_FALSE(interned.is_number());
  CHECK(interned != number);
  CHECK(Text(Text::Decimal{30, 1}) != number);
  CHECK(Text(Text::Decimal{std::numeric_limits<std::uint32_t>::max(), 0}));
}

TEST_CASE("model/text: an attribute keeps key, kind and text") {
  for (const std::size_t key :
       {std::size_t{0}, std::size_t{41}, std::size_t{AttributeSelection::kMostKeys} - 1}) {
    for (const ValueKind kind : {ValueKind::Text, ValueKind::Number, ValueKind::Other}) {
      for (const Text text : {Text{}, Text(StringId(9)), Text(Text::Decimal{4'294'967'295, 15})}) {
        const Attribute attribute(AttributeKey(key), text, kind);
        CHECK(attribute.key().number() == key);
        CHECK(attribute.kind() == kind);
        CHECK(attribute.text() == text);
      }
    }
  }
}

}  // namespace trace_cost::model
