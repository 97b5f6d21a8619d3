#include "report/render/value_text.h"

#include <doctest/doctest.h>

#include <limits>

#include "made_up.h"

namespace trace_cost::report {

namespace {

std::string nanos(std::int64_t count) { return duration_text(model::Nanos{count}); }

}  // namespace

TEST_CASE("report/render: a duration has a unit and three or four digits") {
  CHECK(nanos(0) == "0 ns");
  CHECK(nanos(35) == "35 ns");
  CHECK(nanos(8'124) == "8.12 µs");
  CHECK(nanos(81'240) == "81.2 µs");
  CHECK(nanos(812'400) == "812 µs");
  CHECK(nanos(4'100'000) == "4.10 ms");
  CHECK(nanos(18'912'345) == "18.9 ms");
  CHECK(nanos(504'700'000) == "504.7 ms");
  CHECK(nanos(1'234'000'000) == "1.234 s");
  CHECK(nanos(12'345'000'000) == "12.35 s");
  CHECK(nanos(123'000'000'000) == "2 min 03 s");
  CHECK(nanos(3'725'000'000'000) == "1 h 02 min");
  CHECK(nanos(180'000'000'000'000) == "2 d 02 h");
}

TEST_CASE("report/render: a duration that rounds up to the next unit takes that unit") {
  CHECK(nanos(999) == "999 ns");
  CHECK(nanos(999'499) == "999 µs");
  CHECK(nanos(999'500) == "1.00 ms");
  CHECK(nanos(9'994'999) == "9.99 ms");
  CHECK(nanos(9'995'000) == "10.0 ms");
  CHECK(nanos(999'949'999) == "999.9 ms");
  CHECK(nanos(999'960'000) == "1.000 s");
  CHECK(nanos(59'996'000'000) == "1 min 00 s");
  CHECK(nanos(3'599'600'000'000) == "1 h 00 min");
}

TEST_CASE("report/render: a negative duration keeps its sign, down to the smallest there is") {
  CHECK(nanos(-1'500'000) == "-1.50 ms");
  CHECK(nanos(std::numeric_limits<std::int64_t>::min()) == "-106752 d 00 h");
}

TEST_CASE("report/render: a duration says how far it can be trusted") {
  const model::Nanos length = made_up::ms(31);
  CHECK(value_text(Duration{length, Trust::Sound}, {}) == "31.0 ms");
  CHECK(value_text(Duration{length, Trust::Rough}, {}) == "~31.0 ms");
  CHECK(value_text(Duration{length, Trust::None}, {}) == "–");
}

TEST_CASE("report/render: money is printed exactly, with two places at least") {
  CHECK(money_text(made_up::usd("0.0066646"), 2) == "$0.0066646");
  CHECK(money_text(made_up::usd("0"), 2) == "$0.00");
  CHECK(money_text(made_up::usd("-0.5"), 2) == "-$0.50");
  CHECK(money_text(made_up::usd("3"), 4) == "$3.0000");
  CHECK(money_text(made_up::usd("0.000000000001"), 2) == "$0.000000000001");
}

TEST_CASE("report/render: counts are grouped by blanks") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(999) == "999");
  CHECK(count_text(1'204) == "1 204");
  CHECK(count_text(-16'204'000) == "-16 204 000");
  CHECK(count_text(std::numeric_limits<std::int64_t>::min()) == "-9 223 372 036 854 775 808");
}

TEST_CASE("report/render: only the whole is 100 % and only nothing is 0 %") {
  CHECK(share_text({299'037}) == "29.9 %");
  CHECK(share_text({299'500}) == "30.0 %");
  CHECK(share_text({1'000'000}) == "100.0 %");
  CHECK(share_text({999'999}) == "> 99.9 %");
  CHECK(share_text({0}) == "0.0 %");
  CHECK(share_text({1}) == "< 0.1 %");
  CHECK(share_text({-250'000}) == "-25.0 %");
  CHECK(share_text({2'500'000}) == "250.0 %");
}

TEST_CASE("report/render: other values read as words") {
  const auto instant = model::read_rfc3339("2026-11-22T16:08:22.156999Z");
  CHECK(value_text(*instant, {}) == "2026-11-22 16:08:22.156 UTC");
  CHECK(value_text(Unknown{}, {}) == "–");
  CHECK(value_text(true, {}) == "yes");
  CHECK(value_text(false, {}) == "no");
  CHECK(value_text(Texts{"alice", "bob"}, {}) == "alice, bob");
  CHECK(value_text(Number{0.97}, {}) == "0.97");
  CHECK(value_text(Records{}, {}).empty());
}

}  // namespace trace_cost::report
