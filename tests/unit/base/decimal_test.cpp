#include "base/decimal.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace trace_cost::base {

namespace {

constexpr Int128 kLimit = Int128{1'000'000'000'000'000} * 1'000'000'000'000;  // 10^27

struct Read {
  std::string_view text;
  std::string_view expected;  // "12345", "12345~" when digits were rounded away, or the fault
};

std::string shown(const DecimalReading& reading) {
  if (!reading.value) {
    constexpr std::array<std::string_view, 3> kFaults{"no number", "not finite", "out of range"};
    return std::string(kFaults[static_cast<std::size_t>(reading.fault)]);
  }
  return plain_decimal(reading.value->units, 0) + (reading.value->exact ? "" : "~");
}

template <std::size_t kCount>
void check_all(const std::array<Read, kCount>& cases, int scale, Int128 limit) {
  for (const Read& entry : cases) {
    CAPTURE(entry.text);
    CHECK(shown(read_decimal(entry.text, scale, limit)) == entry.expected);
  }
}

}  // namespace

TEST_CASE("base/decimal: sign, digits, point and exponent give an exact count of units") {
  check_all(std::to_array<Read>({
                {"0", "0"},
                {"1", "1000"},
                {"12.5", "12500"},
                {"-0.5", "-500"},
                {"+.5", "500"},
                {".5", "500"},
                {"5.", "5000"},
                {"007", "7000"},
                {"0.001", "1"},
                {"0.0010000000000000000000000000000000000000000", "1"},
                {"1e3", "1000000"},
                {"1E+3", "1000000"},
                {"1e-3", "1"},
                {"0.00001e2", "1"},
                {"1200e-2", "12000"},
                {"-1e-03", "-1"},
                {"123456789.123", "123456789123"},
            }),
            3, kLimit);
}

TEST_CASE("base/decimal: digits beyond the scale are rounded half to even, and that is told") {
  check_all(std::to_array<Read>({
                {"0.4", "0~"},
                {"0.5", "0~"},
                {"1.5", "2~"},
                {"2.5", "2~"},
                {"3.5", "4~"},
                {"-2.5", "-2~"},
                {"-3.5", "-4~"},
                {"2.5000000000000000000000000000000000000000001", "3~"},
                {"2.4999999999999999999999999999999999999999999", "2~"},
                {"0.5000000000000000000000000000000000000000000", "0~"},
                {"0.05", "0~"},
                {"0.6", "1~"},
                {"6e-1", "1~"},
                {"96e-2", "1~"},
                {"999.9", "1000~"},
            }),
            0, kLimit);
}

TEST_CASE("base/decimal: zero has no sign and no size, whatever is written around it") {
  check_all(std::to_array<Read>({
                {"-0", "0"},
                {"+0.0", "0"},
                {"-0.000e-5", "0"},
                {"0e999999999999999999999", "0"},
                {"000000000000000000000000000000000000000000000000000000", "0"},
            }),
            12, kLimit);
}

TEST_CASE("base/decimal: exponents out of all reason neither overflow nor take time") {
  check_all(std::to_array<Read>({
                {"1e-400", "0~"},
                {"-1e-400", "0~"},
                {"5e-324", "0~"},
                {"9e-99999999999999999999", "0~"},
                {"1e400", "out of range"},
                {"1.8e308", "out of range"},
                {"1e99999999999999999999", "out of range"},
                {"-1e99999999999999999999", "out of range"},
                {"0.00000000000000000000000000000000000000001e40", "100000000000"},
            }),
            12, kLimit);
}

TEST_CASE("base/decimal: the limit itself is read, one unit more is not") {
  check_all(std::to_array<Read>({
                {"100", "100"},
                {"-100", "-100"},
                {"100.4", "100~"},
                {"100.5", "100~"},
                {"100.51", "out of range"},
                {"101", "out of range"},
                {"-101", "out of range"},
                {"1e2", "100"},
                {"1e3", "out of range"},
                {"340282366920938463463374607431768211456", "out of range"},  // 2^128
            }),
            0, 100);
}

TEST_CASE("base/decimal: not a number in any case and with any sign is not finite") {
  check_all(std::to_array<Read>({
                {"NaN", "not finite"},
                {"nan", "not finite"},
                {"-NAN", "not finite"},
                {"inf", "not finite"},
                {"+Inf", "not finite"},
                {"Infinity", "not finite"},
                {"-Infinity", "not finite"},
            }),
            12, kLimit);
}

TEST_CASE("base/decimal: whatever else is written is no number") {
  check_all(std::to_array<Read>({
                {"", "no number"},
                {"-", "no number"},
                {"+", "no number"},
                {".", "no number"},
                {"-.", "no number"},
                {"e5", "no number"},
                {"1e", "no number"},
                {"1e+", "no number"},
                {"1e5.0", "no number"},
                {"--1", "no number"},
                {"1-", "no number"},
                {"1 ", "no number"},
                {" 1", "no number"},
                {"1\n", "no number"},
                {"1,5", "no number"},
                {"1.2.3", "no number"},
                {"$1", "no number"},
                {"0x10", "no number"},
                {"1_000", "no number"},
                {"true", "no number"},
                {"in-f", "no number"},
                {"--inf", "no number"},
                {"infinit", "no number"},
                {"\xD9\xA1", "no number"},  // ARABIC-INDIC DIGIT ONE
                {std::string_view("1\0", 2), "no number"},
            }),
            12, kLimit);
}

TEST_CASE("base/decimal: a number of a million digits is rounded like any other") {
  const std::string zeros(1'000'000, '0');
  CHECK(shown(read_decimal("2.5" + zeros, 0, kLimit)) == "2~");
  CHECK(shown(read_decimal("2.5" + zeros + "1", 0, kLimit)) == "3~");
  CHECK(shown(read_decimal(zeros + "7", 0, kLimit)) == "7");
  CHECK(shown(read_decimal("7" + zeros, 0, kLimit)) == "out of range");
}

TEST_CASE("base/decimal: plain notation has no exponent and no zeros at the end") {
  CHECK(plain_decimal(0, 12) == "0");
  CHECK(plain_decimal(6'664'600'000, 12) == "0.0066646");
  CHECK(plain_decimal(1, 12) == "0.000000000001");
  CHECK(plain_decimal(-3'000'000'000'000, 12) == "-3");
  CHECK(plain_decimal(-1, 3) == "-0.001");
  CHECK(plain_decimal(1'500, 3) == "1.5");
  CHECK(plain_decimal(42, 0) == "42");
  CHECK(plain_decimal(kLimit, 12) == "1000000000000000");
}

TEST_CASE("base/decimal: fixed notation has the asked digits, rounded half to even") {
  struct Fixed {
    std::int64_t thousandths;
    int places;
    std::string_view expected;
  };
  for (const Fixed& entry : std::to_array<Fixed>({
           {1'500, 0, "2"},
           {2'500, 0, "2"},
           {-2'500, 0, "-2"},
           {-3'500, 0, "-4"},
           {-400, 0, "0"},
           {-500, 0, "0"},
           {-501, 0, "-1"},
           {1'045, 2, "1.04"},
           {1'055, 2, "1.06"},
           {999'999, 2, "1000.00"},
           {5, 3, "0.005"},
           {5, 6, "0.005000"},
           {0, 4, "0.0000"},
           {-7, 3, "-0.007"},
       })) {
    CAPTURE(entry.thousandths);
    CAPTURE(entry.places);
    CHECK(fixed_decimal(entry.thousandths, 3, entry.places) == entry.expected);
  }
  CHECK(fixed_decimal(kLimit * 1'000'000'000, 0, 18) ==
        "1000000000000000000000000000000000000.000000000000000000");
}

TEST_CASE("base/decimal: places in use are those that plain notation prints") {
  CHECK(places_in_use(0, 12) == 0);
  CHECK(places_in_use(1, 12) == 12);
  CHECK(places_in_use(10, 12) == 11);
  CHECK(places_in_use(-1'500, 3) == 1);
  CHECK(places_in_use(7, 0) == 0);
}

TEST_CASE("base/decimal: what plain notation writes is read back as the same number") {
  Int128 units = 1;
  for (int i = 0; i < 26; ++i, units = units * 10 + i % 10) {
    for (const Int128 value : {units, -units}) {
      const DecimalReading reading = read_decimal(plain_decimal(value, 12), 12, kLimit);
      REQUIRE(reading.value);
      CHECK(reading.value->exact);
      CHECK(bool{reading.value->units == value});
    }
  }
}

}  // namespace trace_cost::base
