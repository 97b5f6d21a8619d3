#include "policy/limit_text.h"

#include <doctest/doctest.h>

#include <string>

namespace trace_cost::policy {

TEST_CASE("policy/limit_text: lengths of time") {
  const auto nanos = [](std::string_view text) {
    const auto length = read_duration(text);
    return length ? length->count() : -1;
  };
  CHECK(nanos("800ms") == 800'000'000);
  CHECK(nanos(" 1.5 s ") == 1'500'000'000);
  CHECK(nanos("250us") == 250'000);
  CHECK(nanos("250µs") == 250'000);
  CHECK(nanos("7ns") == 7);
  CHECK(nanos("2min") == 120'000'000'000);
  CHECK(nanos("2m") == 120'000'000'000);
  CHECK(nanos("24h") == 86'400'000'000'000);
  for (const char* none : {"", "ms", "8", "1.5ns", "0s", "-1s", "24.1h", "1e400s", "1 s s", "s1"}) {
    CAPTURE(none);
    CHECK(nanos(none) == -1);
  }
}

TEST_CASE("policy/limit_text: a length is written as it is read") {
  for (const std::int64_t count : {1LL, 999LL, 1'000LL, 1'500'000LL, 43'441'000LL, 60'000'000'000LL,
                                   61'000'000'000LL, 86'400'000'000'000LL}) {
    const model::Nanos length{count};
    CHECK(read_duration(duration_text(length)) == length);
  }
  CHECK(duration_text(model::Nanos{1'500'000'000}) == "1.5s");
  CHECK(rough_duration_text(model::Nanos{441'562'343}) == "441.6ms");
  CHECK(rough_duration_text(model::Nanos{999'999}) == "1ms");
}

TEST_CASE("policy/limit_text: shares") {
  CHECK(read_share("99%") == 990'000);
  CHECK(read_share("99.5 %") == 995'000);
  CHECK(read_share("0%") == 0);
  CHECK(read_share("100%") == 1'000'000);
  for (const char* none : {"", "%", "99", "100.1%", "-1%", "a%"}) CHECK_FALSE(read_share(none));
  CHECK(share_text(995'000) == "99.5%");
}

TEST_CASE("policy/limit_text: paths and edges, with either arrow") {
  CHECK(read_path("a > b→c")->at(2) == "c");
  CHECK(text_of(*read_pair("frontend → backend")) == "frontend>backend");
  for (const char* none : {"", "a", "a>", ">b", "a>>b", "→"}) CHECK_FALSE(read_path(none));
  CHECK_FALSE(read_pair("a>b>c").has_value());
}

TEST_CASE("policy/limit_text: days") {
  CHECK(day_text(*read_day("2026-12-31")) == "2026-12-31");
  for (const char* none : {"", "2026-02-30", "2026-1-1", "31.12.2026", "2026-12-31T"}) {
    CHECK_FALSE(read_day(none).has_value());
  }
}

}  // namespace trace_cost::policy
