// Which column of a table of charges means what. A form of bill is a table of such names; the user
// maps the columns of any other with --bill-map.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace trace_cost::cost {

enum class BillColumn : std::uint8_t {
  Start,  // the day, or the first instant
  End,    // exclusive
  Amount,
  Currency,
  Provider,
  Item,      // the model, or what else was charged
  Category,  // usage, tax, credit, ...
  Class,     // FOCUS' ChargeClass
  Service,   // of a cloud, to tell AI from the rest
  Quantity,  // of `Unit`
  Unit,
  InputTokens,
  OutputTokens,
};
inline constexpr std::size_t kBillColumns = 13;

struct ColumnName {
  BillColumn column;
  std::string_view name;  // plain_word() of the heading
};

// Where the columns of one file are: for each meaning those that may have it, in the order in which
// they are asked.
class BillColumns {
 public:
  void add(BillColumn column, std::size_t place) { places_[index(column)].push_back(place); }
  // What all lines say whose cells say nothing.
  void set_constant(BillColumn column, std::string text) {
    constants_[index(column)] = std::move(text);
  }
  [[nodiscard]] bool has(BillColumn column) const { return !places_[index(column)].empty(); }
  // Has a column or a constant.
  [[nodiscard]] bool tells(BillColumn column) const {
    return has(column) || !constants_[index(column)].empty();
  }
  // The first of its cells that says something, without blanks around it; "null" says nothing, in
  // whatever case. Else the constant; empty when there is none.
  [[nodiscard]] std::string_view text(const std::vector<std::string>& cells,
                                      BillColumn column) const;
  // The first place of a column that has() one.
  [[nodiscard]] std::size_t place(BillColumn column) const {
    return places_[index(column)].front();
  }

 private:
  static std::size_t index(BillColumn column) { return static_cast<std::size_t>(column); }
  std::array<std::vector<std::size_t>, kBillColumns> places_;
  std::array<std::string, kBillColumns> constants_;
};

// Where `names` stand in a file with these headings.
BillColumns find_columns(std::span<const ColumnName> names,
                         const std::vector<std::string>& headings);

// Reads `map` ("date=Day,amount="Cost (USD)",model=Model") and finds its columns by their headings.
// Quotes keep commas, and "provider==openai" is the same for all lines, as model and currency may
// be, too. Known are date, end, amount, currency, provider, model, tokens, input_tokens
// and output_tokens; date or not, amount there must be. A column that is called currency is one,
// mapped or not. An error names what is unknown, what there
// is, and what is nearest; it does not name the file.
base::Result<BillColumns> mapped_columns(std::string_view map,
                                         const std::vector<std::string>& headings);
// A --bill-map for these headings as far as it can be guessed, for an error to suggest.
std::string suggested_map(const std::vector<std::string>& headings);

// "EUR" where a heading names a currency ("Cost (EUR)", "Kosten in €"); empty when it does not.
std::string currency_in(std::string_view heading);

}  // namespace trace_cost::cost
