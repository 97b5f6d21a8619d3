#include "cost/calendar.h"

#include <doctest/doctest.h>

namespace trace_cost::cost {

namespace {

model::Instant at(std::string_view text) { return model::read_rfc3339(text).value(); }

UtcOffset offset(std::string_view text) { return read_utc_offset("--timezone", text).value(); }

std::string name(std::string_view text, CalendarUnit unit, std::string_view where = "UTC") {
  return period_name(at(text), unit, offset(where));
}

// "2026-11-22T00:00:00Z to 2026-11-23T00:00:00Z"
std::string period(std::string_view text, CalendarUnit unit, std::string_view where = "UTC") {
  const Period found = period_of(at(text), unit, offset(where));
  const auto second = [](model::Instant instant) {
    return model::to_rfc3339(instant).substr(0, 19) + "Z";
  };
  return second(found.from) + " to " + second(found.to);
}

}  // namespace

TEST_CASE("cost/calendar: an instant lies in one hour, day, week and month") {
  constexpr const char* kSunday = "2026-11-22T15:53:54.9Z";
  CHECK(period(kSunday, CalendarUnit::Hour) == "2026-11-22T15:00:00Z to 2026-11-22T16:00:00Z");
  CHECK(period(kSunday, CalendarUnit::Day) == "2026-11-22T00:00:00Z to 2026-11-23T00:00:00Z");
  CHECK(period(kSunday, CalendarUnit::Week) == "2026-11-16T00:00:00Z to 2026-11-23T00:00:00Z");
  CHECK(period(kSunday, CalendarUnit::Month) == "2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z");
  CHECK(name(kSunday, CalendarUnit::Hour) == "2026-11-22T15");
  CHECK(name(kSunday, CalendarUnit::Day) == "2026-11-22");
  CHECK(name(kSunday, CalendarUnit::Week) == "2026-W47");
  CHECK(name(kSunday, CalendarUnit::Month) == "2026-11");
}

TEST_CASE("cost/calendar: the first instant belongs to the new period, the last to the old") {
  CHECK(name("2026-11-22T23:59:59.999999999Z", CalendarUnit::Day) == "2026-11-22");
  CHECK(name("2026-11-23T00:00:00Z", CalendarUnit::Day) == "2026-11-23");
  CHECK(name("2026-11-23T00:00:00Z", CalendarUnit::Week) == "2026-W48");
  CHECK(name("2024-02-29T12:00:00Z", CalendarUnit::Month) == "2024-02");
  CHECK(period("2026-12-31T23:00:00Z", CalendarUnit::Month) ==
        "2026-12-01T00:00:00Z to 2027-01-01T00:00:00Z");
}

TEST_CASE("cost/calendar: a week belongs to the year of its Thursday") {
  CHECK(name("2027-01-01T00:00:00Z", CalendarUnit::Week) == "2026-W53");
  CHECK(name("2024-12-30T00:00:00Z", CalendarUnit::Week) == "2025-W01");
  CHECK(name("1970-01-01T00:00:00Z", CalendarUnit::Week) == "1970-W01");
}

TEST_CASE("cost/calendar: at an offset the day begins earlier or later, and instants stay UTC") {
  CHECK(name("2026-11-22T22:00:00Z", CalendarUnit::Day, "+05:30") == "2026-11-23");
  CHECK(name("2026-11-22T02:00:00Z", CalendarUnit::Day, "-08:00") == "2026-11-21");
  CHECK(period("2026-11-22T22:00:00Z", CalendarUnit::Day, "+05:30") ==
        "2026-11-22T18:30:00Z to 2026-11-23T18:30:00Z");
  CHECK(name("1970-01-01T00:00:00Z", CalendarUnit::Month, "-08:00") == "1969-12");
  CHECK(name("1970-01-01T00:00:00Z", CalendarUnit::Week, "-08:00") == "1970-W01");
}

TEST_CASE("cost/calendar: periods end at the latest instant there is") {
  const Period last = period_of(model::kLatest, CalendarUnit::Month, offset("-23:59"));
  CHECK(last.to <= model::kLatest);
  CHECK(last.from < last.to);
}

TEST_CASE("cost/calendar: offsets") {
  CHECK(offset("UTC").ahead.count() == 0);
  CHECK(offset("Z").ahead.count() == 0);
  CHECK(offset("+05:30").ahead.count() == 330);
  CHECK(name_of(offset("-08:00")) == "-08:00");
  CHECK(name_of(offset("+00:00")) == "UTC");
  for (const char* wrong :
       {"", "5", "+5:3", "+24:00", "+05:60", "05:30", "+05-30", "Europe/Berlin", "+0a:00"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_utc_offset("--timezone", wrong).has_value());
  }
}

}  // namespace trace_cost::cost
