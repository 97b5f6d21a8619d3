#include "report/render/csv.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "report/render/csv_cell.h"
#include "report/render/selection.h"

namespace trace_cost::report {

namespace {

std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return harmless_cell(out);
}

struct ToCsv {
  std::string operator()(Unknown) const { return {}; }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(const std::string& text) const { return harmless_cell(text); }
  std::string operator()(std::int64_t count) const { return fmt::format("{}", count); }
  std::string operator()(Number number) const { return fmt::format("{}", number.value); }
  std::string operator()(model::Money money) const { return money.plain(); }
  std::string operator()(Duration length) const { return fmt::format("{}", length.nanos.count()); }
  std::string operator()(model::Instant instant) const { return model::to_rfc3339(instant); }
  std::string operator()(Share share) const { return base::plain_decimal(share.millionths, 6); }
  std::string operator()(const Texts& texts) const { return joined(texts); }
  std::string operator()(const Records&) const { return {}; }
};

bool is_printed(const Column& column) {
  const bool has_name = !column.path.empty() || !column.title.empty();
  return has_name && !column.is_bar && for_machines(column.audience);
}

std::string table_csv(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    if (is_printed(column))
      names.push_back(harmless_cell(column.path.empty() ? column.title : column.path));
  }
  std::string out = csv_record(names);
  for (const Row& row : table.rows) {
    if (!for_machines(row.audience)) continue;
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!is_printed(table.columns[i])) continue;
      cells.push_back(std::visit(ToCsv{}, cell_at(row, i).base()));
    }
    out += csv_record(cells);
  }
  return out;
}

const Table* first_table(const Document& document, Audience audience) {
  for (const Block& block : document.blocks) {
    const auto* const table = std::get_if<Table>(&block);
    if (table != nullptr && table->audience == audience) return table;
  }
  return nullptr;
}

}  // namespace

std::string render_csv(const Document& document, const RenderOptions&) {
  const Table* table = first_table(document, Audience::Everyone);
  if (table == nullptr) table = first_table(document, Audience::Machines);
  return table == nullptr ? std::string() : table_csv(*table);
}

}  // namespace trace_cost::report
