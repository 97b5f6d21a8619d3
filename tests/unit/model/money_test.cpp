#include "model/money.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace trace_cost::model {

namespace {

Money dollars(std::string_view text) {
  const MoneyReading reading = read_money(text);
  REQUIRE(reading.value);
  return *reading.value;
}

}  // namespace

TEST_CASE("model/money: a million dimes are exactly a hundred thousand dollars") {
  const Money dime = dollars("0.1");
  Money sum;
  for (int i = 0; i < 1'000'000; ++i) sum += dime;
  CHECK(sum.plain() == "100000");
  CHECK(bool{sum - dollars("100000") == Money{}});
}

TEST_CASE("model/money: a sum does not depend on its order") {
  std::vector<Money> amounts;
  std::uint64_t state = 42;
  for (int i = 0; i < 1'000; ++i) {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    const auto picos = static_cast<std::int64_t>(state >> 8);
    amounts.push_back(Money::from_picos(i % 3 == 0 ? -picos : picos));
  }
  amounts.push_back(dollars("1000000000000000"));
  amounts.push_back(dollars("1e-12"));
  Money forwards;
  Money backwards;
  for (const Money amount : amounts) forwards += amount;
  for (auto amount = amounts.rbegin(); amount != amounts.rend(); ++amount) backwards += *amount;
  CHECK(bool{forwards == backwards});
  CHECK(forwards.plain() == backwards.plain());
}

TEST_CASE("model/money: 2^32 of the largest amount still add up") {
  const Money largest = dollars("1000000000000000");
  Money sum = largest;
  for (int doubling = 0; doubling < 32; ++doubling) sum += sum;
  CHECK(sum.plain() == "4294967296000000000000000");
  CHECK(bool{-sum + sum == Money{}});
}

TEST_CASE("model/money: dollars are read exactly to 10^-12, half to even beyond") {
  struct Amount {
    std::string_view input;
    std::string_view expected;
  };
  for (const Amount& entry : std::to_array<Amount>({
           {"0.0066646", "0.0066646"},
           {"1.25e-05", "0.0000125"},
           {"0.0000000000005", "0"},
           {"0.0000000000015", "0.000000000002"},
           {"-0.5", "-0.5"},
           {"-0.0", "0"},
           {"1000000000000000", "1000000000000000"},
           {"5e-324", "0"},
       })) {
    CAPTURE(entry.input);
    CHECK(dollars(entry.input).plain() == entry.expected);
  }
}

TEST_CASE("model/money: what is no amount says why") {
  CHECK(read_money("NaN").fault == base::DecimalFault::NotFinite);
  CHECK(read_money("-Infinity").fault == base::DecimalFault::NotFinite);
  CHECK(read_money("free").fault == base::DecimalFault::NotANumber);
  CHECK(read_money("$1").fault == base::DecimalFault::NotANumber);
  CHECK(read_money("1000000000000000.01").fault == base::DecimalFault::OutOfRange);
  CHECK(read_money("1.7976931348623157e+308").fault == base::DecimalFault::OutOfRange);
  CHECK_FALSE(read_money("1e400").value);
}

TEST_CASE("model/money: amounts are written with the places asked for") {
  CHECK(dollars("0.0066646").with_places(4) == "0.0067");
  CHECK(dollars("0.00005").with_places(4) == "0.0000");
  CHECK(dollars("0.00015").with_places(4) == "0.0002");
  CHECK(dollars("12").with_places(2) == "12.00");
  CHECK(dollars("0.0066646").with_places(Money::kScale) == "0.006664600000");
  CHECK(dollars("0.0066646").places() == 7);
  CHECK(Money{}.places() == 0);
}

TEST_CASE("model/money: amounts are ordered by value") {
  CHECK(bool{dollars("-2") < dollars("-1")});
  CHECK(bool{dollars("0.1") < dollars("0.10000000001")});
  CHECK(bool{dollars("1.0") == dollars("1")});
  CHECK(dollars("-0").is_zero());
}

TEST_CASE("model/money: a share is in millionths, rounded half away from zero") {
  struct Share {
    std::string_view part;
    std::string_view whole;
    std::int64_t expected;
  };
  for (const Share& entry : std::to_array<Share>({
           {"0", "7", 0},
           {"7", "7", 1'000'000},
           {"1", "3", 333'333},
           {"2", "3", 666'667},
           {"-2", "3", -666'667},
           {"2", "-3", -666'667},
           {"1", "2000000", 1},
           {"-1", "2000000", -1},
           {"0.999999", "2000000", 0},
           {"3", "2000000", 2},
           {"2", "1", 2'000'000},
           {"1e-12", "1e15", 0},
           {"1e15", "1e15", 1'000'000},
           {"1e15", "1e-12", std::numeric_limits<std::int64_t>::max()},
           {"-1e15", "1e-12", -std::numeric_limits<std::int64_t>::max()},
       })) {
    CAPTURE(entry.part);
    CAPTURE(entry.whole);
    CHECK(millionths(dollars(entry.part), dollars(entry.whole)) == entry.expected);
  }
  CHECK_FALSE(millionths(dollars("1"), Money{}));
}

TEST_CASE("model/money: shares of sums beyond any single amount are still right") {
  const Money huge = Money::from_picos(Money::kLargestDollars * 1'000'000'000'000 * 4'000'000'000);
  CHECK(millionths(huge, huge) == 1'000'000);
  CHECK(millionths(Money::from_picos(huge.picos() / 4), huge) == 250'000);
}

}  // namespace trace_cost::model
