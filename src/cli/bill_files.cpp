#include "cli/bill_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "cli/text_file.h"
#include "cost/bill.h"
#include "cost/bill/bill_forms.h"

namespace trace_cost::cli {

namespace {

constexpr std::uint64_t kLargestBill = std::uint64_t{1} << 30;

// What was charged in all, without days and models.
cost::Bill bill_of(model::Money amount) {
  cost::Bill bill;
  bill.name = amount.dollars();
  bill.form = "amount";
  cost::BillLine line;
  line.key.currency = "USD";
  line.amount = amount;
  static_cast<void>(bill.add(std::move(line)));
  return bill;
}

struct ReadText {
  std::string name;
  std::string text;
};

base::Failure same_as_before(const ReadText& read, const std::vector<ReadText>& before) {
  for (const ReadText& other : before) {
    if (other.text != read.text) continue;
    return base::Error{
        base::ErrorCode::BadArgument,
        fmt::format("--bill {}: the same as {}; it would count twice", read.name, other.name)};
  }
  return {};
}

base::Result<cost::BillTerms> terms_of(const BillOptions& options) {
  const auto offset = cost::read_utc_offset("--bill-tz", options.time_zone);
  if (!offset) return offset.error();
  return cost::BillTerms{options.form, options.map, options.decimal_comma, *offset};
}

}  // namespace

void add_bill_options(CLI::App& command, BillOptions& options) {
  std::vector<std::string_view> names;
  for (const cost::BillForm& form : cost::bill_forms()) names.push_back(form.name);
  add_list(
      command,
      {"--bill",
       "What the provider charged: a file (OpenAI costs, Anthropic cost report, AWS CUR, FOCUS, "
       "or any CSV with --bill-map), or dollars; several add up",
       "FILE|DOLLARS"},
      Separator::None, options.bills);
  add_choice(command, {"--bill-format", "The bill's form, where it cannot be told", "FORM"}, names,
             options.form);
  add_text(
      command,
      {"--bill-map",
       "Which columns of a CSV mean what: date=Day,amount=\"Cost (USD)\",model=Model; also end, "
       "currency, provider, tokens, input_tokens, output_tokens; provider==openai says it for all "
       "lines",
       "MAP"},
      options.map);
  add_text(command,
           {"--bill-tz", "The clock of days that tell none: UTC (default) or an offset like +02:00",
            "OFFSET"},
           options.time_zone);
  add_switch(command, {"--decimal-comma", "Numbers of the bill are like 1.234,56", ""},
             options.decimal_comma);
  add_text(command,
           {"--margin",
            "How far bill and traces may differ: a share, dollars, or the larger of both (default: "
            "1%,0.01)",
            "MARGIN"},
           options.margin);
}

base::Result<std::vector<cost::Bill>> read_bills(const BillOptions& options) {
  const auto terms = terms_of(options);
  if (!terms) return terms.error();
  std::vector<cost::Bill> bills;
  std::vector<ReadText> texts;
  for (const std::string& name : options.bills) {
    if (const auto amount = cost::read_bill(name)) {
      bills.push_back(bill_of(*amount));
      continue;
    }
    auto text = read_text_file(name, kLargestBill);
    if (!text) return text.error();
    ReadText read{name, std::move(*text)};
    if (auto failure = same_as_before(read, texts)) return *failure;
    auto bill = cost::read_bill_file({read.name, read.text}, *terms);
    if (!bill) return bill.error();
    bills.push_back(std::move(*bill));
    texts.push_back(std::move(read));
  }
  if (auto failure = cost::incomplete_bill(bills)) return *failure;
  return bills;
}

}  // namespace trace_cost::cli
