#include "cost/bill/csv_reader.h"

#include <doctest/doctest.h>

namespace trace_cost::cost {

namespace {

// "a|b;c" for the records a,b and c; "!3 reason" at the end for a fault on line 3.
std::string records(std::string_view text) {
  CsvReader reader(text, csv_layout(text));
  std::string said;
  while (reader.next()) {
    if (!said.empty()) said += "\n";
    for (std::size_t i = 0; i < reader.cells().size(); ++i) {
      said += (i == 0 ? "" : "|") + reader.cells()[i];
    }
  }
  if (reader.fault()) said += "!" + std::to_string(reader.fault()->line);
  return said;
}

}  // namespace

TEST_CASE("cost/csv_reader: quotes keep separators, quotes and line breaks") {
  CHECK(records("a,b\n1,2\n") == "a|b\n1|2");
  CHECK(records("a,b\r\n1,\"x, y\"\r\n") == "a|b\n1|x, y");
  CHECK(records("a,b\n1,\"say \"\"hi\"\"\"") == "a|b\n1|say \"hi\"");
  CHECK(records("a,b\n\"1\n2\",3") == "a|b\n1\n2|3");
  CHECK(records("a,b\n5\" disk,1") == "a|b\n5\" disk|1");
  CHECK(records("a,,b\n,,") == "a||b\n||");
}

TEST_CASE(
    "cost/csv_reader: a byte order mark, empty lines and lone carriage returns are no cells") {
  CHECK(records("\xEF\xBB\xBF"
                "a,b\n\n1,2\n\n\n") == "a|b\n1|2");
  CHECK(records("a,b\r1,2\r") == "a|b\n1|2");
  CHECK(records("").empty());
  CHECK(records("\n\n").empty());
}

TEST_CASE(
    "cost/csv_reader: the separator is what stands most often in the headings, outside quotes") {
  CHECK(csv_layout("a;b;c,d\n").separator == ';');
  CHECK(csv_layout("a\tb\n").separator == '\t');
  CHECK(csv_layout("\"a;b;c\",d\n").separator == ',');
  CHECK(csv_layout("alone\n1;2;3").separator == ',');
  CHECK(records("sep=;\r\na,x;b\r\n1;2") == "a,x|b\n1|2");
}

TEST_CASE("cost/csv_reader: the line of a record is the one on which it begins") {
  constexpr std::string_view kText = "a,b\n\n\"1\n\n2\",3\n4,5\n";
  CsvReader reader(kText, csv_layout(kText));
  REQUIRE(reader.next());
  CHECK(reader.line() == 1);
  REQUIRE(reader.next());
  CHECK(reader.line() == 3);
  REQUIRE(reader.next());
  CHECK(reader.line() == 6);
  CHECK_FALSE(reader.next());
}

TEST_CASE("cost/csv_reader: faults tell their line, and nothing is read behind them") {
  CHECK(records("a,b\n1,\"2\n3,4\n") == "a|b!2");
  CHECK(records("a,b\n\"1\"2,3\n4,5") == "a|b!2");
  CHECK(records(std::string(CsvReader::kMostCells, ',')) == "!1");
}

}  // namespace trace_cost::cost
