// What people and their spreadsheets write into the cells of a bill.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/money.h"
#include "model/token_count.h"

namespace trace_cost::cost {

// Without spaces, tabs and no-break spaces at either end.
std::string_view without_blanks(std::string_view text);
// Only the letters a to z, in lower case, and digits: "lineItem/UnblendedCost" and
// "line_item_unblended_cost" are the same column.
std::string plain_word(std::string_view text);

// ASCII letters in one case.
std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);

// How a file writes its numbers.
struct NumberStyle {
  char separator = ',';        // between its cells
  bool decimal_comma = false;  // "1.234,56"
};

struct Amount {
  model::Money value;
  std::string currency;  // as its sign tells ("$", "€", "£"); empty: it has none
  int places = 0;        // digits behind the mark, as written
};
// Reads "12.34", "-$3", "(3.50)", "1,234.56", "1.2e-05" and, with a decimal comma, "1.234,56 €".
// Thousands must stand in groups of three. A comma that may be a decimal mark is an error that says
// so: taken for the other, it would make an amount a thousand times too large. Errors quote what
// was found and tell what was expected; the caller adds where.
base::Result<Amount> read_amount(std::string_view text, NumberStyle style);

// A count of at most kMostTokens, written like an amount ("1,234", "20140.0") in units of
// 10^`power` tokens, in [0, 6]: "20.14" thousands are 20140. What is no whole number of tokens is
// an error.
inline constexpr std::int64_t kMostTokens = 1'000'000'000'000;
base::Result<model::TokenCount> read_token_count(std::string_view text, int power,
                                                 NumberStyle style);

}  // namespace trace_cost::cost
