#include "latency/bootstrap.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using Values = std::vector<std::int64_t>;

Values rolled(made::Dice& dice, int count, std::int64_t around) {
  Values values;
  for (int i = 0; i < count; ++i) values.push_back(around + dice.roll(around / 2));
  return values;
}

}  // namespace

TEST_CASE("latency/bootstrap: medians and means") {
  CHECK(median_of({}) == 0);
  CHECK(median_of({3, 1, 2}) == 2);
  CHECK(median_of({4, 1, 3, 2}) == 2);
  CHECK(mean_of(Values{1, 2, 6}) == 3);
}

TEST_CASE("latency/bootstrap: equal values leave no doubt") {
  const Interval ratio = ratio_of_medians(Values(20, 100), Values(20, 120));
  CHECK(ratio.low == 1.2);
  CHECK(ratio.high == 1.2);
  const Interval difference = difference_of_means(Values(300, 10), Values(300, 15));
  CHECK(difference.low == 5);
  CHECK(difference.high == 5);
}

TEST_CASE("latency/bootstrap: 95 % intervals hold the truth about so often") {
  made::Dice dice(11);
  for (const int count : {30, 250}) {
    CAPTURE(count);
    int ratios = 0;
    int differences = 0;
    constexpr int kRuns = 60;
    for (int run = 0; run < kRuns; ++run) {
      const Values base = rolled(dice, count, 1'000'000);
      const Values head = rolled(dice, count, 1'300'000);
      const Interval ratio = ratio_of_medians(base, head);
      const Interval difference = difference_of_means(base, head);
      ratios += ratio.low <= 1.3 && 1.3 <= ratio.high ? 1 : 0;
      differences += difference.low <= 375'000 && 375'000 <= difference.high ? 1 : 0;
    }
    CHECK(ratios >= kRuns * 85 / 100);
    CHECK(differences >= kRuns * 85 / 100);
  }
}

TEST_CASE("latency/bootstrap: the same values give the same interval") {
  made::Dice dice(3);
  const Values base = rolled(dice, 40, 5'000);
  const Values head = rolled(dice, 40, 6'000);
  CHECK(ratio_of_medians(base, head).low == ratio_of_medians(base, head).low);
  CHECK(difference_of_means(base, head).high == difference_of_means(base, head).high);
}

}  // namespace trace_cost::latency
