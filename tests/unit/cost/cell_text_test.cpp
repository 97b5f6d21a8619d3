#include "cost/bill/cell_text.h"

#include <doctest/doctest.h>

namespace trace_cost::cost {

namespace {

std::string amount(std::string_view text, NumberStyle style = {}) {
  const auto read = read_amount(text, style);
  return read ? read->value.plain() + read->currency : read.error().message;
}

constexpr NumberStyle kSemicolons{';', false};
constexpr NumberStyle kDecimalComma{';', true};

}  // namespace

TEST_CASE("cost/cell_text: amounts as people and spreadsheets write them") {
  CHECK(amount("12.34") == "12.34");
  CHECK(amount(" $12.34 ") == "12.34USD");
  CHECK(amount("-$3") == "-3USD");
  CHECK(amount("$-3") == "-3USD");
  CHECK(amount("(3.50)") == "-3.5");
  CHECK(amount("1.25e-05") == "0.0000125");
  CHECK(amount("1,234.56") == "1234.56");
  CHECK(amount("12,345,678") == "12345678");
  CHECK(amount("1 234.5") == "1234.5");
  CHECK(amount("0.30000000000000004") == "0.3");
  CHECK(amount("1.234,56 €", kDecimalComma) == "1234.56EUR");
  CHECK(amount("0,0009036", kDecimalComma) == "0.0009036");
  CHECK(amount("1.234", kDecimalComma) == "1234");
}

TEST_CASE("cost/cell_text: a comma that may be a decimal mark is never taken for thousands") {
  for (const char* const text : {"0,123", "1,23", "12,5", "1234,567"}) {
    CAPTURE(text);
    CHECK(amount(text).find("--decimal-comma") != std::string::npos);
  }
  CHECK(amount("1,234", kSemicolons).find("--decimal-comma") != std::string::npos);
  CHECK(amount("1,234") == "1234");
}

TEST_CASE("cost/cell_text: what is no amount is quoted") {
  for (const char* const text :
       {"", "abc", "NaN", "inf", "0x12", "1.2.3", "--3", "+-3", "1e99", "$"}) {
    CAPTURE(text);
    const auto read = read_amount(text, {});
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message.find("'" + std::string(text) + "'") == 0);
  }
  CHECK_FALSE(read_amount("1.23", kDecimalComma).has_value());
  CHECK_FALSE(read_amount("12,34,56", {}).has_value());
}

TEST_CASE("cost/cell_text: token counts are whole, in whatever unit") {
  CHECK(read_token_count("3,168", 0, {}).value().value == 3168);
  CHECK(read_token_count("20140.0", 0, {}).value().value == 20140);
  CHECK(read_token_count("1.899", 3, {}).value().value == 1899);
  CHECK(read_token_count("0.5", 6, {}).value().value == 500'000);
  for (const char* const text : {"-1", "1.5", "many", "", "1e13"}) {
    CAPTURE(text);
    CHECK_FALSE(read_token_count(text, 0, {}).has_value());
  }
}

TEST_CASE("cost/cell_text: headings are compared by their letters and digits") {
  CHECK(plain_word("lineItem/UnblendedCost") == plain_word("line_item_unblended_cost"));
  CHECK(plain_word("Cost (USD)") == "costusd");
  CHECK(without_blanks("\u00a0 x\t") == "x");
}

}  // namespace trace_cost::cost
