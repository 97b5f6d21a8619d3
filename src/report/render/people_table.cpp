#include "report/render/people_table.h"

#include <algorithm>

#include "report/render/selection.h"
#include "report/render/shown_text.h"
#include "report/render/value_text.h"

namespace trace_cost::report {

namespace {

using Cells = std::vector<const Value*>;

Cells cells_for_people(const Table& table, std::size_t column) {
  Cells cells;
  for (const Row& row : table.rows) {
    if (for_people(row.audience)) cells.push_back(&cell_at(row, column));
  }
  return cells;
}

std::vector<std::string> texts_of(const Cells& cells, std::optional<int> places, Charset charset) {
  Wording wording{charset};
  if (places) wording.money_places = *places;
  for (const Value* cell : cells) {
    if (!places) wording.money_places = std::max(wording.money_places, money_places(*cell));
  }
  std::vector<std::string> texts;
  for (const Value* cell : cells) texts.push_back(value_text(*cell, wording));
  return texts;
}

std::vector<std::int64_t> millionths_of(const Cells& cells) {
  std::vector<std::int64_t> all;
  for (const Value* cell : cells) {
    const auto* const share = std::get_if<Share>(&cell->base());
    all.push_back(share == nullptr ? 0 : share->millionths);
  }
  return all;
}

PeopleColumn people_column(const Column& column, const Cells& cells, Charset charset) {
  PeopleColumn made{shown(column.title, charset), column.align, column.fit, column.is_bar, {}, {}};
  if (column.is_bar) {
    made.millionths = millionths_of(cells);
  } else {
    made.texts = texts_of(cells, column.places, charset);
  }
  return made;
}

}  // namespace

PeopleTable people_table(const Table& table, Charset charset) {
  PeopleTable made;
  for (const Row& row : table.rows) {
    if (for_people(row.audience)) made.tones.push_back(row.tone);
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (!for_people(column.audience)) continue;
    made.columns.push_back(people_column(column, cells_for_people(table, i), charset));
  }
  return made;
}

}  // namespace trace_cost::report
