#include "cost/bill/bill_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <variant>

#include "base/json_document.h"
#include "cost/bill/csv_bill.h"
#include "cost/bill/csv_reader.h"
#include "cost/bill/json_bill.h"

namespace trace_cost::cost {

namespace {

constexpr std::array kForms{
    BillForm{"openai", "OpenAI, costs endpoint (JSON, dollars)"},
    BillForm{"anthropic", "Anthropic, cost report (JSON, cents)"},
    BillForm{"aws-cur", "AWS, Cost and Usage Report 2.0 and before (CSV)"},
    BillForm{"focus", "FOCUS 1.x of any cloud (CSV)"},
    BillForm{"csv", "any other CSV, with --bill-map"},
};

constexpr std::array<const JsonForm*, 2> kJsonForms{&kOpenAiCosts, &kAnthropicCosts};
constexpr std::array<const CsvForm*, 2> kCsvForms{&kFocus, &kAwsCur};

bool is_json(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

base::Result<Bill> read_json_file(const BillFile& file, const BillTerms& terms) {
  const auto read = base::read_json(file.text);
  if (const auto* fault = std::get_if<base::JsonFault>(&read)) {
    return bill_error(file, fault->line, fault->message);
  }
  const base::JsonValue& root = std::get<base::JsonValue>(read);
  const auto fits = [&](const JsonForm* form) {
    return terms.form.empty() ? has_buckets_of(*form, root) : terms.form == form->name;
  };
  const auto form = std::find_if(kJsonForms.begin(), kJsonForms.end(), fits);
  if (form != kJsonForms.end()) return read_json_bill(file, root, **form);
  return bill_error(
      file, root.line,
      "expected the answer of a provider's costs endpoint: \"data\" with buckets that have "
      "\"start_time\" (OpenAI) or \"starting_at\" (Anthropic); an empty one needs --bill-format");
}

base::Result<Bill> read_csv_file(const BillFile& file, const BillTerms& terms) {
  CsvReader reader(file.text, csv_layout(file.text));
  const std::vector<std::string> headings =
      reader.next() ? reader.cells() : std::vector<std::string>();
  const auto fits = [&](const CsvForm* form) {
    return terms.form.empty() ? has_headings_of(*form, headings) : terms.form == form->name;
  };
  if (terms.map.empty()) {
    const auto form = std::find_if(kCsvForms.begin(), kCsvForms.end(), fits);
    if (form != kCsvForms.end()) return read_csv_bill(file, terms, **form);
  }
  if (!terms.map.empty() || reader.fault() || headings.empty()) {
    return read_csv_bill(file, terms, kMapped);
  }
  return bill_error(
      file, reader.line(),
      fmt::format("no known form of bill; say which columns mean what: --bill-map '{}'",
                  suggested_map(headings)));
}

const Bill* bill_that_goes_on(std::span<const Bill> bills, const Bill& bill, const BillPage& page) {
  const auto begins = [&](const Bill& other) {
    return std::any_of(other.pages.begin(), other.pages.end(), [&](const BillPage& next) {
      return other.form == bill.form && next.days && next.days->start == page.days->end;
    });
  };
  const auto found = std::find_if(bills.begin(), bills.end(), begins);
  return found == bills.end() ? nullptr : &*found;
}

}  // namespace

std::span<const BillForm> bill_forms() { return kForms; }

base::Result<Bill> read_bill_file(const BillFile& file, const BillTerms& terms) {
  const bool is_json_form =
      std::any_of(kJsonForms.begin(), kJsonForms.end(),
                  [&](const JsonForm* form) { return form->name == terms.form; });
  const bool wants_json = terms.form.empty() ? is_json(file.text) : is_json_form;
  if (wants_json) return read_json_file(file, terms);
  return read_csv_file(file, terms);
}

base::Failure incomplete_bill(std::span<const Bill> bills) {
  for (const Bill& bill : bills) {
    for (const BillPage& page : bill.pages) {
      if (!page.has_more) continue;
      if (page.days && bill_that_goes_on(bills, bill, page) != nullptr) continue;
      return base::Error{
          base::ErrorCode::BadArgument,
          fmt::format(
              "{}: the bill is incomplete: it has more pages (\"has_more\": true); get them "
              "with page=NEXT_PAGE and give all of them, each with its own --bill",
              bill.name)};
    }
  }
  return {};
}

}  // namespace trace_cost::cost
