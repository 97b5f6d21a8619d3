#include "cost/bill/csv_bill.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/nearest_word.h"
#include "cost/bill/bill_names.h"
#include "cost/bill/cell_text.h"
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

// 10^power tokens; empty when the unit is none of tokens.
std::optional<int> power_of(std::string_view unit) {
  static constexpr std::array<std::pair<std::string_view, int>, 9> kUnits{{{"tokens", 0},
                                                                           {"token", 0},
                                                                           {"1ktokens", 3},
                                                                           {"1000tokens", 3},
                                                                           {"ktokens", 3},
                                                                           {"1mtokens", 6},
                                                                           {"1000000tokens", 6},
                                                                           {"milliontokens", 6},
                                                                           {"mtokens", 6}}};
  const std::string word = plain_word(unit);
  for (const auto& [name, power] : kUnits) {
    if (word == name) return power;
  }
  return std::nullopt;
}

class CsvBill {
 public:
  CsvBill(const BillFile& file, const BillTerms& terms, const CsvForm& form)
      : file_(file),
        terms_(terms),
        form_(form),
        layout_(csv_layout(file.text)),
        reader_(file.text, layout_) {
    style_ = {layout_.separator, terms.decimal_comma};
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
    headings_ = reader_.cells();
    columns_ = find_columns(form_.columns, headings_);
    if (form_.columns.empty()) {
      auto mapped = mapped_columns(terms_.map, headings_);
      if (!mapped) return bill_error(file_, reader_.line(), mapped.error().message);
      columns_ = std::move(*mapped);
    }
    return missing_column();
  }

  base::Failure missing_column() {
    const bool needs_start = !form_.columns.empty() && !columns_.has(BillColumn::Start);
    if (columns_.has(BillColumn::Amount) && !needs_start) {
      heading_currency_ = currency_in(headings_[columns_.place(BillColumn::Amount)]);
      return {};
    }
    return bill_error(file_, reader_.line(),
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
    auto line = read_line(cells);
    if (!line) return line.error();
    billed_ += line->amount;
    if (bill_.add(std::move(*line))) return {};
    return bill_error(file_, reader_.line(),
                      fmt::format("more than {} days, models and kinds", Bill::kMostSums));
  }

  [[nodiscard]] bool is_total(const Cells& cells) const {
    if (!columns_.has(BillColumn::Start)) return is_called_total(cells);
    const std::string_view start = columns_.text(cells, BillColumn::Start);
    return is_called_total(cells) && !read_days(start, terms_.offset);
  }

  // What it says must be what the lines come to, as exactly as it says it.
  base::Failure check_total(const Cells& cells) {
    total_line_ = reader_.line();
    const std::string_view text = columns_.text(cells, BillColumn::Amount);
    if (text.empty()) {
      bill_.remarks.push_back(
          fmt::format("line {} is a row of totals without an amount", total_line_));
      return {};
    }
    const auto total = read_amount(text, style_);
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

  base::Failure check_width(const Cells& cells) {
    const bool has_more =
        cells.size() > headings_.size() &&
        std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(headings_.size()), cells.end(),
                    [](const std::string& cell) { return !without_blanks(cell).empty(); });
    if (cells.size() >= headings_.size() && !has_more) return {};
    return bill_error(
        file_, reader_.line(),
        fmt::format("{} cells, expected {} as in the headings; a {} in a cell must "
                    "stand in quotes",
                    cells.size(), headings_.size(),
                    layout_.separator == '\t' ? std::string("tab")
                                              : fmt::format("'{}'", layout_.separator)));
  }

  // An error about the cell of a column.
  base::Error at(BillColumn column, std::string_view reason) {
    return bill_error(file_, reader_.line(),
                      fmt::format("{}: {}", headings_[columns_.place(column)], reason));
  }

  base::Result<BillLine> read_line(const Cells& cells) {
    BillLine line;
    const auto amount = read_amount(columns_.text(cells, BillColumn::Amount), style_);
    if (!amount) return at(BillColumn::Amount, amount.error().message);
    line.amount = amount->value;
    line.key.currency = currency_of(cells, *amount);
    read_what(cells, line.key);
    const auto days = read_when(cells);
    if (!days) return days.error();
    line.key.days = *days;
    const auto tokens = read_tokens(cells);
    if (!tokens) return tokens.error();
    line.tokens = *tokens;
    return line;
  }

  [[nodiscard]] std::string currency_of(const Cells& cells, const Amount& amount) const {
    const std::string_view told = columns_.text(cells, BillColumn::Currency);
    if (!told.empty()) return upper_case(told);
    if (!amount.currency.empty()) return amount.currency;
    return heading_currency_.empty() ? "USD" : heading_currency_;
  }

  void read_what(const Cells& cells, BillKey& key) const {
    key.provider = form_.provider.empty()
                       ? billing_provider(columns_.text(cells, BillColumn::Provider))
                       : form_.provider;
    key.item = billed_item(columns_.text(cells, BillColumn::Item));
    key.kind = form_.kind_of(plain_word(columns_.text(cells, BillColumn::Category)),
                             plain_word(columns_.text(cells, BillColumn::Class)));
    const bool is_ai = form_.is_ai(lower_case(columns_.text(cells, BillColumn::Service)),
                                   lower_case(columns_.text(cells, BillColumn::Item)));
    if (key.kind == BillKind::Usage && !is_ai) key.kind = BillKind::Other;
    if (key.kind != BillKind::Usage) key.item.clear();
  }

  base::Result<std::optional<Days>> read_when(const Cells& cells) {
    if (!columns_.has(BillColumn::Start)) return std::optional<Days>{};
    const std::string_view start = columns_.text(cells, BillColumn::Start);
    const std::string_view end = columns_.text(cells, BillColumn::End);
    const auto days = read_days(start, terms_.offset);
    if (!days) {
      return at(BillColumn::Start,
                fmt::format("'{}' is no day; expected one like 2026-11-22", start.substr(0, 40)));
    }
    if (end.empty()) return days;
    const auto from = read_instant(start, terms_.offset);
    const auto to = read_instant(end, terms_.offset);
    if (!to) {
      return at(BillColumn::End,
                fmt::format("'{}' is no time; expected one like 2026-11-23T00:00:00Z",
                            end.substr(0, 40)));
    }
    if (*to == from.value_or(days->start)) return days;
    const auto reach = days_between(from.value_or(days->start), *to, terms_.offset);
    if (reach) return reach;
    return at(BillColumn::End, fmt::format("'{}' lies before the start '{}'", end, start));
  }

  base::Result<std::optional<model::TokenCount>> read_tokens(const Cells& cells) {
    const std::string_view quantity = columns_.text(cells, BillColumn::Quantity);
    if (!quantity.empty()) {
      const auto power = columns_.has(BillColumn::Unit)
                             ? power_of(columns_.text(cells, BillColumn::Unit))
                             : std::optional(0);
      const auto count = read_token_count(quantity, power.value_or(0), style_);
      const bool is_known = power && count;  // clouds round thousands of tokens
      return is_known ? std::optional(*count) : std::nullopt;
    }
    std::optional<model::TokenCount> sum;
    for (const BillColumn column : {BillColumn::InputTokens, BillColumn::OutputTokens}) {
      const std::string_view text = columns_.text(cells, column);
      if (text.empty()) return std::optional<model::TokenCount>{};
      const auto count = read_token_count(text, 0, style_);
      if (!count) return at(column, count.error().message);
      if (!sum) sum = model::TokenCount{};
      *sum += *count;
    }
    return sum;
  }

  const BillFile& file_;
  const BillTerms& terms_;
  const CsvForm& form_;
  CsvLayout layout_;
  CsvReader reader_;
  NumberStyle style_;
  Cells headings_;
  BillColumns columns_;
  std::string heading_currency_;
  Bill bill_;
  model::Money billed_;  // of all lines, whatever their currency, to hold against a total
  std::uint64_t total_line_ = 0;
};

}  // namespace

base::Result<Bill> read_csv_bill(const BillFile& file, const BillTerms& terms,
                                 const CsvForm& form) {
  return CsvBill(file, terms, form).read();
}

}  // namespace trace_cost::cost
