#include "cost/cost_findings.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

// "TC-C002 warning x2: message", one a line.
std::string said(const std::vector<model::Finding>& findings) {
  std::string lines;
  for (const model::Finding& finding : findings) {
    if (!lines.empty()) lines += "\n";
    lines += fmt::format("{} {} x{}: {}", finding.rule->id, name_of(finding.severity),
                         finding.count, finding.message);
  }
  return lines;
}

std::string money_said(std::string_view story) {
  const MadeBooks books(story);
  return said(money_findings(books.forest(), books.ledger, books.selection));
}

}  // namespace

TEST_CASE("cost/cost_findings: books in order raise nothing") {
  CHECK(money_said("t/a s INTERNAL 0..9 a | user.id=alice, cost.usd=1").empty());
  CHECK(money_said("t/a s INTERNAL 0..9 a").empty());
  CHECK(money_said("t/a s INTERNAL 0..9 a | cost.usd=0").empty());
}

TEST_CASE("cost/cost_findings: a cost that is no amount is named with its key, text and file") {
  const MadeBooks books(
      "t/a s INTERNAL 0..9 a | user.id=alice, cost.usd=NaN\n"
      "t/b s INTERNAL 1..9 b | cost.usd=lots");
  const auto found = money_findings(books.forest(), books.ledger, books.selection);
  CHECK(said(found) ==
        "TC-C001 warning x2: 2 spans have a cost that is no amount of dollars; every total is a "
        "lower "
        "bound");
  CHECK(found.front().examples[0].note == "cost.usd is NaN (not finite), in story");
  CHECK(found.front().examples[1].note == "cost.usd is lots (not a number), in story");
}

TEST_CASE("cost/cost_findings: money of nobody warns from one percent on") {
  const auto nobodys = [](const char* cost) {
    return money_said(
        fmt::format("t/a s INTERNAL 0..9 a | user.id=alice, cost.usd=99\n"
                    "u/b s INTERNAL 0..9 b | cost.usd={}",
                    cost));
  };
  CHECK(nobodys("1") == "TC-C002 warning x1: $1 of $100 (1.0 %) belongs to no user");
  CHECK(nobodys("0.5") == "TC-C002 info x1: $0.5 of $99.5 (0.5 %) belongs to no user");
  CHECK(nobodys("0").empty());
}

TEST_CASE("cost/cost_findings: a negative cost is told") {
  CHECK(money_said("t/a s INTERNAL 0..9 a | user.id=alice, cost.usd=-0.5") ==
        "TC-C003 warning x1: 1 span has a cost below zero");
}

TEST_CASE("cost/cost_findings: a bill that differs says both sums, the gap, and what was allowed") {
  const MadeBooks books(
      "t/a s INTERNAL 0..9 a | user.id=alice, cost.usd=0.9\n"
      "u/b s INTERNAL 0..9 b | cost.usd=0.05");
  const auto compared = [&](const char* bill, const char* margin_text) {
    const Margin margin = read_margin(margin_text).value();
    return said(bill_findings(compare_with_bill(books.ledger.total, usd(bill), margin), margin,
                              books.ledger));
  };
  CHECK(compared("0.95", "0").empty());
  CHECK(compared("1", "1%") ==
        "TC-B002 error x1: the bill is $1, the traces add up to $0.95 (users $0.9, nobody $0.05): "
        "$0.05 less than the bill, allowed $0.01 (1%)");
  CHECK(
      compared("0.9", "0.02") ==
      "TC-B002 error x1: the bill is $0.9, the traces add up to $0.95 (users $0.9, nobody $0.05): "
      "$0.05 more than the bill, allowed $0.02 ($0.02)");
}

}  // namespace trace_cost::cost
