#include "cost/bill/csv_bill.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "cost/bill/cell_text.h"
#include "cost/bill/csv_line.h"
#include "cost/bill/csv_reader.h"

namespace trace_cost::cost {

namespace {

using Cells = std::vector<std::string>;

bool is_empty(const Cells& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return without_blanks(cell).empty(); });
}

// Whether the first cell that says something says that this is a sum.
bool is_called_total(const Cells& cells) {
  static constexpr std::array<std::string_view, 8> kWords{
      "total", "totals", "grandtotal", "totalusd", "totalcost", "sum", "summe", "gesamt"};
  for (const std::string& cell : cells) {
    if (without_blanks(cell).empty()) continue;
    return std::find(kWords.begin(), kWords.end(), plain_word(cell)) != kWords.end();
  }
  return false;
}

class CsvBill {
 public:
  CsvBill(const BillFile& file, const BillTerms& terms, const CsvForm& form)
      : file_(file),
        terms_(terms),
        form_(form),
        layout_(csv_layout(file.text)),
        reader_(file.text, layout_),
        line_{form, {}, {}, {layout_.separator, terms.decimal_comma}, terms.offset, "USD"} {
    bill_.name = file.name;
    bill_.form = form.name;
    bill_.offset = terms.offset;
    bill_.provider = form.provider;
  }

  base::Result<Bill> read() {
    if (auto failure = read_headings()) return *failure;
    while (reader_.next()) {
      if (is_empty(reader_.cells())) continue;
      if (auto failure = read_record()) return *failure;
    }
    if (const auto& fault = reader_.fault()) return bill_error(file_, fault->line, fault->reason);
    return std::move(bill_);
  }

 private:
  base::Failure read_headings() {
    if (!reader_.next()) {
      const auto& fault = reader_.fault();
      return bill_error(file_, fault ? fault->line : 0,
                        fault ? fault->reason : "the file is empty; expected a line of headings");
    }
    line_.headings = reader_.cells();
    line_.columns = find_columns(form_.columns, line_.headings);
    if (form_.columns.empty()) {
      auto mapped = mapped_columns(terms_.map, line_.headings);
      if (!mapped) return here(mapped.error().message);
      line_.columns = std::move(*mapped);
    }
    return missing_column();
  }

  base::Failure missing_column() {
    const bool needs_start = !form_.columns.empty() && !line_.columns.has(BillColumn::Start);
    if (line_.columns.has(BillColumn::Amount) && !needs_start) {
      const std::string named =
          currency_in(line_.headings[line_.columns.place(BillColumn::Amount)]);
      if (!named.empty()) line_.currency = named;
      return {};
    }
    return here(
        fmt::format("a bill of the form {} has columns for the {}, and this one does "
                    "not; --bill-map names columns that are called otherwise",
                    form_.name, needs_start ? "day" : "amount"));
  }

  base::Failure read_record() {
    const Cells& cells = reader_.cells();
    if (total_line_ != 0) {
      return bill_error(file_, total_line_, "a row of totals stands amid the lines; take it out");
    }
    if (is_total(cells)) return check_total(cells);
    if (auto failure = check_width(cells)) return failure;
    auto line = read_csv_line(line_, cells);
    if (!line) return here(line.error().message);
    billed_ += line->amount;
    currencies_.insert(line->key.currency);
    if (bill_.add(std::move(*line))) return {};
    return here(fmt::format("more than {} days, models and kinds", Bill::kMostSums));
  }

  [[nodiscard]] bool is_total(const Cells& cells) const {
    if (!line_.columns.has(BillColumn::Start)) return is_called_total(cells);
    const std::string_view start = line_.columns.text(cells, BillColumn::Start);
    return is_called_total(cells) && !read_days(start, terms_.offset);
  }

  // What it says must be what the lines come to, as exactly as it says it.
  base::Failure check_total(const Cells& cells) {
    total_line_ = reader_.line();
    const std::string_view text = line_.columns.text(cells, BillColumn::Amount);
    if (text.empty()) {
      bill_.remarks.push_back(
          fmt::format("line {} is a row of totals without an amount", total_line_));
      return {};
    }
    if (currencies_.size() > 1) {
      bill_.remarks.push_back(
          fmt::format("line {} is a total of several currencies, and not checked", total_line_));
      return {};
    }
    const auto total = read_amount(text, line_.style);
    if (!total) return at(BillColumn::Amount, total.error().message);
    const int places = std::min(total->places, model::Money::kScale);
    if (total->value.with_places(places) == billed_.with_places(places)) {
      bill_.remarks.push_back(fmt::format("line {} is their total, and agrees", total_line_));
      return {};
    }
    return at(BillColumn::Amount,
              fmt::format("the total is {}, and the lines before it come to {}; lines are missing, "
                          "or stand twice",
                          total->value.plain(), billed_.plain()));
  }

  base::Error here(std::string_view reason) { return bill_error(file_, reader_.line(), reason); }
  base::Error at(BillColumn column, std::string_view reason) {
    return here(cell_error(line_, column, reason).message);
  }

  base::Failure check_width(const Cells& cells) {
    const bool has_more =
        cells.size() > line_.headings.size() &&
        std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(line_.headings.size()), cells.end(),
                    [](const std::string& cell) { return !without_blanks(cell).empty(); });
    if (cells.size() >= line_.headings.size() && !has_more) return {};
    return bill_error(
        file_, reader_.line(),
        fmt::format("{} cells, expected {} as in the headings; a {} in a cell must "
                    "stand in quotes",
                    cells.size(), line_.headings.size(),
                    layout_.separator == '\t' ? std::string("tab")
                                              : fmt::format("'{}'", layout_.separator)));
  }

  const BillFile& file_;
  const BillTerms& terms_;
  const CsvForm& form_;
  CsvLayout layout_;
  CsvReader reader_;
  CsvLineForm line_;
  Bill bill_;
  std::set<std::string> currencies_;
  model::Money billed_;  // of all lines, whatever their currency, to hold against a total
  std::uint64_t total_line_ = 0;
};

}  // namespace

base::Result<Bill> read_csv_bill(const BillFile& file, const BillTerms& terms,
                                 const CsvForm& form) {
  return CsvBill(file, terms, form).read();
}

}  // namespace trace_cost::cost
