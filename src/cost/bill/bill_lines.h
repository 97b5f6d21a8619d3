// A provider's bill, whatever form it came in: what was charged for which days, by whom and for
// what.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/bill/bill_days.h"
#include "cost/bill/cell_text.h"
#include "model/money.h"
#include "model/token_count.h"

namespace trace_cost::cost {

// What a line is for. Only Usage is compared with traces; the others are told apart.
enum class BillKind : std::uint8_t {
  Usage,
  Tax,
  Credit,      // also refunds and discounts
  Fee,         // subscriptions, commitments, purchases
  Adjustment,  // what the bill calls so, or something unheard of
  Correction,  // of an earlier bill
  Other,       // usage of something that is no AI service
};
std::string_view name_of(BillKind kind);  // "tax"

// Lines of a bill that say the same of all this are one sum.
struct BillKey {
  std::optional<Days> days;  // empty: the bill does not tell
  std::string provider;      // billing_provider(); empty: the bill does not tell
  std::string item;          // the model, or what else was charged; empty: the bill does not tell
  std::string currency;      // "USD"; upper case
  BillKind kind = BillKind::Usage;
  friend auto operator<=>(const BillKey&, const BillKey&) = default;
};

struct BillSum {
  model::Money amount;                      // of the key's currency
  std::optional<model::TokenCount> tokens;  // input and output together, as far as all lines tell
  std::uint64_t lines = 0;
};

// The sum is unknown where one of the two is, and beyond 10^18, which no bill reaches.
void add_tokens(std::optional<model::TokenCount> more, std::optional<model::TokenCount>& sum);

struct BillLine {
  BillKey key;
  model::Money amount;
  std::optional<model::TokenCount> tokens;
};

// A page of an answer that comes in several.
struct BillPage {
  std::optional<Days> days;  // of its buckets; empty: it has none
  bool has_more = false;
};

struct Bill {
  // More lines with something of their own to say are no bill of models.
  static constexpr std::size_t kMostSums = 1'000'000;

  std::string name;      // of the file, as it was named
  std::string form;      // "openai"
  UtcOffset offset;      // of its days
  std::string provider;  // whose bill it is, when its form tells
  std::map<BillKey, BillSum> sums;
  std::optional<Days> days;  // from the first day it speaks of to the last, also without charges
  std::vector<BillPage> pages;
  std::vector<std::string> remarks;  // what was left out of it, and why that is right
  std::uint64_t lines = 0;

  // False when it has become too large.
  [[nodiscard]] bool add(BillLine line);
  void cover(Days more) { days = days ? joined(*days, more) : more; }
};

// Text that is to be read as a bill.
struct BillFile {
  std::string name;
  std::string_view text;
};

// What was asked for about bills.
struct BillTerms {
  std::string form;  // of bill_forms(); empty: find out
  std::string map;   // "date=Day,amount=Cost"; empty: none
  bool decimal_comma = false;
  UtcOffset offset;  // of days and times that are written without a zone
};

// "FILE:LINE: REASON"; without the line when it is 0.
base::Error bill_error(const BillFile& file, std::uint64_t line, std::string_view reason);

}  // namespace trace_cost::cost
