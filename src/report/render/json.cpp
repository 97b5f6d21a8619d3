#include "report/render/json.h"

#include <array>

#include "report/render/json_value.h"
#include "report/render/selection.h"

namespace trace_cost::report {

namespace {

// What comes first, whatever order people read the blocks in. Other keys follow in the order in
// which they appear.
constexpr std::array<std::string_view, 11> kTopLevel{
    "schema",   "inputs", "totals",    "costs",  "legs",   "propagation",
    "findings", "traces", "timelines", "checks", "verdict"};

Json& array_at(Json& root, std::string_view path) {
  Json& place = at_path(root, path);
  if (!place.is_array()) place = Json::array();
  return place;
}

Json row_object(const Table& table, const Row& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (column.path.empty() || column.is_bar || !for_machines(column.audience)) continue;
    at_path(object, column.path) = to_json(cell_at(row, i));
  }
  return object;
}

struct AddBlock {
  Json& root;

  void operator()(const Notes&) const {}

  void operator()(const Facts& facts) const {
    Json& object = at_path(root, facts.path);
    if (!object.is_object()) object = Json::object();
    add_fields(object, Record{facts.fields});
  }

  void operator()(const Table& table) const {
    if (table.path.empty() || !for_machines(table.audience)) return;
    Json& rows = array_at(root, table.path);
    for (const Row& row : table.rows) {
      if (for_machines(row.audience)) rows.push_back(row_object(table, row));
    }
  }

  void operator()(const Findings& block) const {
    Json& findings = array_at(root, "findings");
    for (const model::Finding& finding : block.findings) findings.push_back(to_json(finding));
  }

  void operator()(const Timeline& timeline) const {
    if (timeline.path.empty() || !for_machines(timeline.audience)) return;
    Json object = Json::object();
    add_fields(object, timeline.machine);
    Json& spans = array_at(object, "spans");
    for (const TimelineRow& row : timeline.rows) {
      if (row.machine.fields.empty()) continue;  // stands for something that is no span
      Json span = Json::object();
      add_fields(span, row.machine);
      spans.push_back(std::move(span));
    }
    array_at(root, timeline.path).push_back(std::move(object));
  }
};

Json in_order(Json found) {
  Json ordered = Json::object();
  for (const std::string_view key : kTopLevel) {
    const auto place = found.find(std::string(key));
    if (place != found.end()) ordered[std::string(key)] = std::move(*place);
  }
  for (auto& item : found.items()) {
    if (!ordered.contains(item.key())) ordered[item.key()] = std::move(item.value());
  }
  return ordered;
}

}  // namespace

std::string render_json(const Document& document, const RenderOptions&) {
  Json root = Json::object();
  root["schema"] = document.schema;
  for (const Block& block : document.blocks) std::visit(AddBlock{root}, block);
  constexpr int kIndent = 2;
  constexpr bool kAscii = true;
  return in_order(std::move(root)).dump(kIndent, ' ', kAscii, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace trace_cost::report
