#include "model/instant.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace trace_cost::model {

namespace {

struct InstantText {
  std::string_view input;
  std::string_view expected;  // "-": no instant
};

std::string shown(const std::optional<Instant>& instant) {
  return instant ? to_rfc3339(*instant) : "-";
}

}  // namespace

TEST_CASE("model/instant: RFC 3339 is read to the nanosecond, and written back with nine digits") {
  for (const InstantText& entry : std::to_array<InstantText>({
           {"2026-11-22T15:53:54.403081Z", "2026-11-22T15:53:54.403081000Z"},
           {"2026-11-22T15:53:54Z", "2026-11-22T15:53:54.000000000Z"},
           {"2026-11-22T15:53:54.1Z", "2026-11-22T15:53:54.100000000Z"},
           {"2026-11-22T15:53:54.123456789Z", "2026-11-22T15:53:54.123456789Z"},
           {"2026-11-22T15:53:54.1234567899999Z", "2026-11-22T15:53:54.123456789Z"},
           {"2026-11-22T15:53:54,5Z", "2026-11-22T15:53:54.500000000Z"},
           {"2026-11-22t15:53:54.5z", "2026-11-22T15:53:54.500000000Z"},
           {"2026-11-22 15:53:54Z", "2026-11-22T15:53:54.000000000Z"},
           {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000000Z"},
           {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000000000Z"},
           {"2000-02-29T23:59:59.999999999Z", "2000-02-29T23:59:59.999999999Z"},
       })) {
    CAPTURE(entry.input);
    CHECK(shown(read_rfc3339(entry.input)) == entry.expected);
  }
}

TEST_CASE("model/instant: an offset is taken off, also across days and years") {
  for (const InstantText& entry : std::to_array<InstantText>({
           {"2026-11-22T21:23:54+05:30", "2026-11-22T15:53:54.000000000Z"},
           {"2026-11-22T21:23:54.25+0530", "2026-11-22T15:53:54.250000000Z"},
           {"2026-11-22T08:53:54-07:00", "2026-11-22T15:53:54.000000000Z"},
           {"2026-01-01T01:00:00+02:00", "2025-12-31T23:00:00.000000000Z"},
           {"2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00.000000000Z"},
           {"2026-11-22T15:53:54-00:00", "2026-11-22T15:53:54.000000000Z"},
           {"1970-01-01T05:00:00+05:00", "1970-01-01T00:00:00.000000000Z"},
           {"1969-12-31T23:00:00-01:00", "1970-01-01T00:00:00.000000000Z"},
       })) {
    CAPTURE(entry.input);
    CHECK(shown(read_rfc3339(entry.input)) == entry.expected);
  }
}

TEST_CASE("model/instant: a leap second is the first second of the next minute") {
  CHECK(shown(read_rfc3339("2016-12-31T23:59:60Z")) == "2017-01-01T00:00:00.000000000Z");
  CHECK(shown(read_rfc3339("2016-12-31T23:59:60.5Z")) == "2017-01-01T00:00:00.500000000Z");
  CHECK(shown(read_rfc3339("2016-12-31T23:59:61Z")) == "-");
}

TEST_CASE("model/instant: what lies before 1970 or after the latest instant is none") {
  for (const InstantText& entry : std::to_array<InstantText>({
           {"1969-12-31T23:59:59.999999999Z", "-"},
           {"1970-01-01T00:00:00+00:01", "-"},
           {"0001-01-01T00:00:00Z", "-"},
           {"0000-01-01T00:00:00Z", "-"},
           {"2262-04-07T16:26:41Z", "-"},
           {"2262-04-11T23:47:16.854775807Z", "-"},
           {"9999-12-31T23:59:59.999999999Z", "-"},
       })) {
    CAPTURE(entry.input);
    CHECK(shown(read_rfc3339(entry.input)) == entry.expected);
  }
  const std::string latest = to_rfc3339(kLatest);
  CHECK(latest == "2262-04-07T16:26:40.000000000Z");
  CHECK(read_rfc3339(latest) == kLatest);
  CHECK(shown(read_rfc3339("2262-04-07T16:26:40.000000001Z")) == "-");
}

TEST_CASE("model/instant: what is no date and time in full is none") {
  for (const std::string_view input : {
           "",
           "null",
           "2026-11-22",
           "2026-11-22T15:53:54",
           "2026-11-22T15:53Z",
           "2026-11-22T15:53:54.Z",
           "2026-11-22T15:53:54.4Z ",
           " 2026-11-22T15:53:54.4Z",
           "2026-11-22T15:53:54+05",
           "2026-11-22T15:53:54+24:00",
           "2026-11-22T15:53:54+05:60",
           "2026-11-22T15:53:54ZZ",
           "2026-11-22X15:53:54Z",
           "2026-02-29T00:00:00Z",
           "1900-02-29T00:00:00Z",
           "2026-13-01T00:00:00Z",
           "2026-00-01T00:00:00Z",
           "2026-01-00T00:00:00Z",
           "2026-04-31T00:00:00Z",
           "2026-11-22T24:00:00Z",
           "2026-11-22T15:60:00Z",
           "26-11-22T15:53:54Z",
           "+2026-11-22T15:53:54Z",
           "2026-1-2T15:53:54Z",
           "2026-11-22T-5:53:54Z",
           "1763826834403081000",
       }) {
    CAPTURE(input);
    CHECK(shown(read_rfc3339(input)) == "-");
  }
}

TEST_CASE("model/instant: nanoseconds since 1970 are read from the digits") {
  for (const InstantText& entry : std::to_array<InstantText>({
           {"0", "1970-01-01T00:00:00.000000000Z"},
           {"1", "1970-01-01T00:00:00.000000001Z"},
           {"0001", "1970-01-01T00:00:00.000000001Z"},
           {"1795364034403081123", "2026-11-22T16:13:54.403081123Z"},
           {"9223000000000000000", "2262-04-07T16:26:40.000000000Z"},
           {"9223000000000000001", "-"},
           {"9223372036854775807", "-"},
           {"9223372036854775808", "-"},
           {"18446744073709551615", "-"},
           {"99999999999999999999999999999999", "-"},
           {"-1", "-"},
           {"-0", "-"},
           {"+1", "-"},
           {"", "-"},
           {" 1", "-"},
           {"1 ", "-"},
           {"1.0", "-"},
           {"1e18", "-"},
           {"0x10", "-"},
       })) {
    CAPTURE(entry.input);
    CHECK(shown(read_unix_nanos(entry.input)) == entry.expected);
  }
}

TEST_CASE("model/instant: times in other units are read to the nanosecond, from their digits") {
  struct Time {
    std::string_view input;
    TimeUnit unit;
    std::string_view expected;
  };
  for (const Time& entry : std::to_array<Time>({
           {"1795363702132964", TimeUnit::Microseconds, "2026-11-22T16:08:22.132964000Z"},
           {"1800000000123456.8", TimeUnit::Microseconds, "2027-01-15T08:00:00.123456800Z"},
           {"0.001", TimeUnit::Microseconds, "1970-01-01T00:00:00.000000001Z"},
           {"1795364994.2762184", TimeUnit::Seconds, "2026-11-22T16:29:54.276218400Z"},
           {"1.7953649942762184E9", TimeUnit::Seconds, "2026-11-22T16:29:54.276218400Z"},
           {"1.5", TimeUnit::Seconds, "1970-01-01T00:00:01.500000000Z"},
           {"0", TimeUnit::Seconds, "1970-01-01T00:00:00.000000000Z"},
           {"9223000000", TimeUnit::Seconds, "2262-04-07T16:26:40.000000000Z"},
           {"9223000001", TimeUnit::Seconds, "-"},
           {"1e300", TimeUnit::Seconds, "-"},
           {"-1", TimeUnit::Seconds, "-"},
           {"NaN", TimeUnit::Seconds, "-"},
           {"Infinity", TimeUnit::Microseconds, "-"},
           {"soon", TimeUnit::Microseconds, "-"},
           {"", TimeUnit::Microseconds, "-"},
       })) {
    CAPTURE(entry.input);
    CHECK(shown(read_unix_time(entry.input, entry.unit)) == entry.expected);
  }
}

TEST_CASE("model/instant: a length may be negative; an end out of range is none") {
  CHECK(read_length("3425", TimeUnit::Microseconds) == Nanos{3'425'000});
  CHECK(read_length("-1000", TimeUnit::Microseconds) == Nanos{-1'000'000});
  CHECK(read_length("0.25", TimeUnit::Seconds) == Nanos{250'000'000});
  CHECK_FALSE(read_length("9223000001", TimeUnit::Seconds));
  CHECK_FALSE(read_length("-9223000001", TimeUnit::Seconds));
  CHECK_FALSE(read_length("long", TimeUnit::Seconds));
  CHECK(end_of(Instant{Nanos{5}}, Nanos{-5}) == Instant{});
  CHECK_FALSE(end_of(Instant{Nanos{5}}, Nanos{-6}));
  CHECK(end_of(kLatest, Nanos{0}) == kLatest);
  CHECK_FALSE(end_of(kLatest, Nanos{1}));
  CHECK_FALSE(end_of(kLatest, Nanos::max()));
}

TEST_CASE("model/instant: what is written is read back as the same instant") {
  std::int64_t nanos = 1;
  while (nanos < 9'000'000'000'000'000'000 / 7) {
    nanos = nanos * 7 + 3;
    const Instant instant{Nanos{nanos}};
    CHECK(read_rfc3339(to_rfc3339(instant)) == instant);
    CHECK(read_unix_nanos(std::to_string(nanos)) == instant);
  }
}

TEST_CASE("model/instant: a sum of lengths stops at the largest length") {
  CHECK(saturating_sum(Nanos{2}, Nanos{3}) == Nanos{5});
  CHECK(saturating_sum(Nanos::max(), Nanos{0}) == Nanos::max());
  CHECK(saturating_sum(Nanos::max(), Nanos{1}) == Nanos::max());
  CHECK(saturating_sum(Nanos::max() - Nanos{1}, Nanos::max()) == Nanos::max());
}

}  // namespace trace_cost::model
