#include "cost/bill/bill_days.h"

#include <doctest/doctest.h>

namespace trace_cost::cost {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr UtcOffset kUtc{};
constexpr UtcOffset kEast{hours{2}};

std::string days(std::string_view text, UtcOffset offset = kUtc) {
  const auto read = read_days(text, offset);
  return read ? to_text(*read, offset) : "-";
}

model::Instant at(std::string_view text) { return model::read_rfc3339(text).value(); }

}  // namespace

TEST_CASE("cost/bill_days: days, months and instants") {
  CHECK(days("2026-11-22") == "2026-11-22");
  CHECK(days("2026/11/22") == "2026-11-22");
  CHECK(days("2026-11") == "2026-11-01/2026-11-30");
  CHECK(days("2028-02") == "2028-02-01/2028-02-29");
  CHECK(days("2026-12") == "2026-12-01/2026-12-31");
  CHECK(days("2026-11-22 16:00:00.000") == "2026-11-22");
  CHECK(days("2026-11-22T23:30") == "2026-11-22");
  CHECK(days("2026-11-22 16:00:00 UTC") == "2026-11-22");
  CHECK(days("1795305600") == "2026-11-22");
  CHECK(days("2026-11-22T23:30:00Z", kEast) == "2026-11-23");
}

TEST_CASE("cost/bill_days: what can be read in two ways, or is no day, is not read") {
  for (const char* const text :
       {"", "11/12/2026", "22.11.2026", "20261122", "2026-13-01", "2026-02-30", "Nov 22, 2026",
        "179530560", "1969-12-31", "2262-05", "9999-01"}) {
    CAPTURE(text);
    CHECK(days(text) == "-");
  }
}

TEST_CASE("cost/bill_days: a day begins where the bill's clock says") {
  const Days day = read_days("2026-11-22", kEast).value();
  CHECK(day.start == at("2026-11-21T22:00:00Z"));
  CHECK(day.end == at("2026-11-22T22:00:00Z"));
  CHECK(day_of(at("2026-11-22T22:00:00Z"), kEast).start == day.end);
}

TEST_CASE("cost/bill_days: a reach is rounded outward, and its end is exclusive") {
  const auto reach = [](const char* from, const char* to) {
    const auto found = days_between(at(from), at(to), kUtc);
    return found ? to_text(*found, kUtc) : "-";
  };
  CHECK(reach("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z") == "2026-11-22");
  CHECK(reach("2026-11-22T05:00:00Z", "2026-11-22T06:00:00Z") == "2026-11-22");
  CHECK(reach("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z") == "2026-11-01/2026-11-30");
  CHECK(reach("2026-11-22T00:00:00Z", "2026-11-22T23:59:59Z") == "2026-11-22");
  CHECK(reach("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z") == "-");
}

TEST_CASE("cost/bill_days: offsets, but no names of places") {
  CHECK(read_utc_offset("--bill-tz", "UTC").value().ahead == minutes{0});
  CHECK(read_utc_offset("--bill-tz", "+02:00").value().ahead == minutes{120});
  CHECK(read_utc_offset("--bill-tz", "-0330").value().ahead == minutes{-210});
  CHECK(read_utc_offset("--bill-tz", "+2").value().ahead == minutes{120});
  for (const char* const text :
       {"", "Europe/Berlin", "02:00", "+25:00", "+2:", "+12345", "+02:75"}) {
    CAPTURE(text);
    const auto read = read_utc_offset("--bill-tz", text);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message.find("--bill-tz " + std::string(text)) == 0);
  }
}

}  // namespace trace_cost::cost
