#include "report/render/text_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/render/ink.h"
#include "report/render/shown_text.h"
#include "report/render/table_layout.h"
#include "report/render/wrap.h"

namespace trace_cost::report {

namespace {

std::string indent() { return std::string(kTableIndent, ' '); }
std::string gap() { return std::string(kColumnGap, ' '); }

std::string headings(const TableLayout& layout, std::size_t first_column) {
  std::string line = indent();
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const LaidColumn& column = layout.columns[i];
    const std::string& heading = i < first_column ? std::string() : column.heading;
    line += (i == 0 ? "" : gap()) + padded(heading, column.width, column.align);
  }
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

// `title` over the first column and the other headings after it; empty when there is no room.
Runs shared_heading_line(const std::string& title, const TableLayout& layout) {
  if (layout.columns.empty() || layout.columns.front().align == Align::Right) return {};
  const std::string others = headings(layout, 1);
  const std::size_t room = std::min(others.find_first_not_of(' '), others.size());
  const std::size_t taken = base::cells(title);
  if (!others.empty() && taken + kColumnGap > room) return {};
  const std::string rest = others.empty() ? "" : others.substr(taken);
  return {{title, Ink::Strong}, {rest, Ink::Dim}};
}

std::string top_lines(const std::string& title, const TableLayout& layout, Colour colour) {
  const Runs all_headings{{headings(layout, 0), Ink::Dim}};
  const bool has_headings = !all_headings.front().text.empty();
  if (title.empty()) return has_headings ? printed(all_headings, colour) : "";
  const Runs shared = shared_heading_line(title, layout);
  if (!shared.empty()) return printed(shared, colour);
  const std::string own = printed({{title, Ink::Strong}}, colour);
  return has_headings ? own + printed(all_headings, colour) : own;
}

std::string row_text(const TableLayout& layout, std::size_t row) {
  std::string line = indent();
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const LaidColumn& column = layout.columns[i];
    line += (i == 0 ? "" : gap()) + padded(column.texts[row], column.width, column.align);
  }
  return line;
}

std::string hidden_text(const TableLayout& layout) {
  std::string names;
  for (const std::string& name : layout.hidden) names += (names.empty() ? "" : ", ") + name;
  return fmt::format("hidden for want of width: {}  (--width {} shows them)", names,
                     layout.width_for_all);
}

std::string rows_text(const Table& table, const PeopleTable& people, const RenderOptions& options) {
  const TableLayout layout = laid_out(people, options);
  std::string out = top_lines(shown(table.title, options.charset), layout, options.colour);
  for (std::size_t row = 0; row < people.rows(); ++row) {
    out += printed({{row_text(layout, row), ink_of(people.tones[row])}}, options.colour);
  }
  if (layout.hidden.empty()) return out;
  return out + paragraph(hidden_text(layout), kTableIndent, Ink::Dim, options);
}

std::string empty_text(const Table& table, const RenderOptions& options) {
  if (table.when_empty.empty()) return {};
  const std::string title = shown(table.title, options.charset);
  const std::string said = shown(table.when_empty, options.charset);
  const std::string top = title.empty() ? "" : printed({{title, Ink::Strong}}, options.colour);
  return top + paragraph(said, kTableIndent, Ink::Dim, options);
}

}  // namespace

std::string table_text(const Table& table, const RenderOptions& options) {
  const PeopleTable people = people_table(table, options.charset);
  std::string out =
      people.rows() == 0 ? empty_text(table, options) : rows_text(table, people, options);
  if (out.empty()) return out;
  for (const std::string& note : table.footnotes) {
    out += paragraph(shown(note, options.charset), kTableIndent, Ink::Dim, options);
  }
  return out;
}

}  // namespace trace_cost::report
