#include "cost/bill/csv_line.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "cost/bill/bill_names.h"

namespace trace_cost::cost {

namespace {

using Cells = std::vector<std::string>;

constexpr std::size_t kShown = 40;  // of a cell that is quoted

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

std::string currency_of(const CsvLineForm& form, const Cells& cells, const Amount& amount) {
  const std::string_view told = form.columns.text(cells, BillColumn::Currency);
  if (!told.empty()) return upper_case(told);
  if (!amount.currency.empty()) return amount.currency;
  return form.currency;
}

void read_what(const CsvLineForm& form, const Cells& cells, BillKey& key) {
  key.provider = form.form.provider.empty()
                     ? billing_provider(form.columns.text(cells, BillColumn::Provider))
                     : form.form.provider;
  key.item = billed_item(form.columns.text(cells, BillColumn::Item));
  key.kind = form.form.kind_of(plain_word(form.columns.text(cells, BillColumn::Category)),
                               plain_word(form.columns.text(cells, BillColumn::Class)));
  const bool is_ai = form.form.is_ai(lower_case(form.columns.text(cells, BillColumn::Service)),
                                     lower_case(form.columns.text(cells, BillColumn::Item)));
  if (key.kind == BillKind::Usage && !is_ai) key.kind = BillKind::Other;
  if (key.kind != BillKind::Usage) key.item.clear();
}

base::Result<std::optional<Days>> read_when(const CsvLineForm& form, const Cells& cells) {
  if (!form.columns.has(BillColumn::Start)) return std::optional<Days>{};
  const std::string_view start = form.columns.text(cells, BillColumn::Start);
  const std::string_view end = form.columns.text(cells, BillColumn::End);
  const auto days = read_days(start, form.offset);
  if (!days) {
    return cell_error(
        form, BillColumn::Start,
        fmt::format("'{}' is no day; expected one like 2026-11-22", start.substr(0, kShown)));
  }
  if (end.empty()) return days;
  const auto from = read_instant(start, form.offset);
  const auto to = read_instant(end, form.offset);
  if (!to) {
    return cell_error(form, BillColumn::End,
                      fmt::format("'{}' is no time; expected one like 2026-11-23T00:00:00Z",
                                  end.substr(0, kShown)));
  }
  if (*to == from.value_or(days->start)) return days;
  const auto reach = days_between(from.value_or(days->start), *to, form.offset);
  if (reach) return reach;
  return cell_error(form, BillColumn::End,
                    fmt::format("'{}' lies before the start '{}'", end, start));
}

base::Result<std::optional<model::TokenCount>> read_tokens(const CsvLineForm& form,
                                                           const Cells& cells) {
  const std::string_view quantity = form.columns.text(cells, BillColumn::Quantity);
  if (!quantity.empty()) {
    const auto power = form.columns.has(BillColumn::Unit)
                           ? power_of(form.columns.text(cells, BillColumn::Unit))
                           : std::optional(0);
    const auto count = read_token_count(quantity, power.value_or(0), form.style);
    const bool is_known = power && count;  // clouds round thousands of tokens
    return is_known ? std::optional(*count) : std::nullopt;
  }
  std::optional<model::TokenCount> sum;
  for (const BillColumn column : {BillColumn::InputTokens, BillColumn::OutputTokens}) {
    const std::string_view text = form.columns.text(cells, column);
    if (text.empty()) return std::optional<model::TokenCount>{};
    const auto count = read_token_count(text, 0, form.style);
    if (!count) return cell_error(form, column, count.error().message);
    if (!sum) sum = model::TokenCount{};
    *sum += *count;
  }
  return sum;
}

}  // namespace

base::Result<BillLine> read_csv_line(const CsvLineForm& form, const Cells& cells) {
  BillLine line;
  const auto amount = read_amount(form.columns.text(cells, BillColumn::Amount), form.style);
  if (!amount) return cell_error(form, BillColumn::Amount, amount.error().message);
  line.amount = amount->value;
  line.key.currency = currency_of(form, cells, *amount);
  read_what(form, cells, line.key);
  const auto days = read_when(form, cells);
  if (!days) return days.error();
  line.key.days = *days;
  const auto tokens = read_tokens(form, cells);
  if (!tokens) return tokens.error();
  line.tokens = *tokens;
  return line;
}

base::Error cell_error(const CsvLineForm& form, BillColumn column, std::string_view reason) {
  return {base::ErrorCode::BadArgument,
          fmt::format("{}: {}", form.headings[form.columns.place(column)], reason)};
}

}  // namespace trace_cost::cost
