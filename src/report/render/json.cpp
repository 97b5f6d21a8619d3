#include "report/render/json.h"

#include <array>
#include <variant>

#include "report/render/json_tree.h"
#include "report/render/selection.h"

namespace trace_cost::report {

namespace {

// What comes first, whatever order people read the blocks in. Other keys follow in the order in
// which they appear.
constexpr std::array<std::string_view, 11> kTopLevel{
    "schema",   "inputs", "totals",    "costs",  "legs",   "propagation",
    "findings", "traces", "timelines", "checks", "verdict"};

bool is_for_machines(const Column& column) {
  return !column.path.empty() && !column.is_bar && for_machines(column.audience);
}

void write_rows(const Table& table, JsonWriter& json) {
  const Row* row = nullptr;
  JsonTree shape;  // of every row
  shape.make_object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!is_for_machines(table.columns[i])) continue;
    shape.at(table.columns[i].path).set([&row, i](JsonWriter& to) { to.value(cell_at(*row, i)); });
  }
  const auto write_row = [&](const Row& next) {
    row = &next;
    if (for_machines(next.audience)) shape.write(json);
  };
  for (const Row& next : table.rows) write_row(next);
  for (std::size_t i = 0; i < table.more_rows.count; ++i) write_row(table.more_rows.make(i));
}

void write_timeline(const Timeline& timeline, JsonWriter& json) {
  JsonTree object;
  object.make_object();
  for (const Field& field : timeline.machine.fields) object.at(field.path).set(field.value);
  object.at("spans").append([&timeline](JsonWriter& to) {
    for (const TimelineRow& row : timeline.rows) {
      if (!row.machine.fields.empty()) to.record(row.machine);  // else it stands for no span
    }
  });
  object.write(json);
}

struct AddBlock {
  JsonTree& root;

  void operator()(const Notes&) const {}

  void operator()(const Facts& facts) const {
    root.at(facts.path).make_object();
    for (const Field& field : facts.fields) root.at(facts.path).at(field.path).set(field.value);
  }

  void operator()(const Table& table) const {
    if (table.path.empty() || !for_machines(table.audience)) return;
    root.at(table.path).append([&table](JsonWriter& json) { write_rows(table, json); });
  }

  void operator()(const Findings& block) const {
    if (!for_machines(block.audience)) return;
    root.at("findings").append([&block](JsonWriter& json) {
      for (const model::Finding& finding : block.findings) json.finding(finding);
    });
  }

  void operator()(const Timeline& timeline) const {
    if (timeline.path.empty() || !for_machines(timeline.audience)) return;
    root.at(timeline.path).append([&timeline](JsonWriter& json) {
      write_timeline(timeline, json);
    });
  }
};

}  // namespace

std::string render_json(const Document& document, const RenderOptions&) {
  JsonTree root;
  root.at("schema").set([&document](JsonWriter& json) { json.text(document.schema); });
  for (const Block& block : document.blocks) std::visit(AddBlock{root}, block);
  root.move_to_front(kTopLevel.data(), kTopLevel.size());
  JsonWriter json;
  root.write(json);
  return json.take();
}

}  // namespace trace_cost::report
