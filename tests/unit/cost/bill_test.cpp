#include "cost/bill.h"

#include <doctest/doctest.h>

#include "made_books.h"

namespace trace_cost::cost {

TEST_CASE("cost/bill: agrees up to and including the margin, above and below") {
  struct Case {
    const char* traced;
    const char* bill;
    const char* margin;
    bool agrees;
  };
  static constexpr Case kCases[] = {
      {"100", "100", "0", true},
      {"100.000000000001", "100", "0", false},
      {"99", "100", "1%", true},
      {"101", "100", "1%", true},
      {"101.000000000001", "100", "1%", false},
      {"98.999999999999", "100", "1%", false},
      {"101", "100", "1 %", true},
      {"100.5", "100", "0.5%", true},
      {"100.51", "100", "0.5%", false},
      {"100.05", "100", "0.05", true},
      {"100.06", "100", "$0.05", false},
      {"99.95", "100", "0.05", true},
      {"0", "100", "100%", true},
      {"0", "0", "1%", true},
      {"0.01", "0", "1%", false},
      {"0.01", "0", "0.01", true},
      {"1000000000000000", "1000000000000000", "1000000%", true},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.traced);
    CAPTURE(c.margin);
    const BillComparison comparison =
        compare_with_bill(usd(c.traced), read_bill(c.bill).value(), read_margin(c.margin).value());
    CHECK(comparison.agrees() == c.agrees);
    CHECK(comparison.difference == usd(c.traced) - usd(c.bill));
  }
}

TEST_CASE("cost/bill: a share of the bill is rounded down, so that rounding never lets more pass") {
  const Margin margin = read_margin("1%").value();
  CHECK(compare_with_bill(usd("0"), usd("0.000000000199"), margin).allowed.plain() ==
        "0.000000000001");
}

TEST_CASE("cost/bill: what is no margin and no bill is refused and quoted") {
  for (const char* const text :
       {"", "%", "-1%", "-0.5", "one percent", "1%%", "NaN", "inf%", "2000000%"}) {
    CAPTURE(text);
    const auto margin = read_margin(text);
    REQUIRE_FALSE(margin.has_value());
    CHECK(margin.error().message.find("--margin " + std::string(text)) != std::string::npos);
  }
  for (const char* const text : {"", "-1", "12 dollars", "NaN", "€5", "1e99"}) {
    CAPTURE(text);
    const auto bill = read_bill(text);
    REQUIRE_FALSE(bill.has_value());
    CHECK(bill.error().message.find("--bill " + std::string(text)) != std::string::npos);
  }
  CHECK(read_bill(" $12.34 ").value().plain() == "12.34");
}

}  // namespace trace_cost::cost
