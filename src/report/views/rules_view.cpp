#include "report/views/rules_view.h"

#include <string>

#include "report/views/words.h"

namespace trace_cost::report {

void add_rules(const std::vector<const model::Rule*>& rules, Document& document) {
  Table table;
  table.path = "rules";
  table.columns = {Column{"id", "rule"}, Column{"severity", "severity"},
                   Column{"certainty", "certainty"}, text_column("title", "what it says")};
  for (const model::Rule* rule : rules) {
    Row row;
    row.cells = {std::string(rule->id), std::string(model::name_of(rule->severity)),
                 std::string(model::name_of(rule->certainty)), std::string(rule->title)};
    table.rows.push_back(std::move(row));
  }
  table.footnotes = {"more about one: trace-cost explain RULE"};
  document.blocks.emplace_back(std::move(table));
}

void add_explanation(const model::Rule& rule, Document& document) {
  Notes notes;
  const std::string kind = std::string(model::name_of(rule.severity)) + ", " +
                           std::string(model::name_of(rule.certainty));
  notes.lines = {{{std::string(rule.id) + "  " + std::string(rule.title), Tone::Strong},
                  {"  (" + kind + ")", Tone::Dim}},
                 {{std::string(rule.meaning), Tone::Plain}}};
  if (!rule.example.empty()) {
    notes.lines.push_back({{"For example: " + std::string(rule.example), Tone::Plain}});
  }
  notes.lines.push_back({{"To mend it: " + std::string(rule.advice) + ".", Tone::Plain}});
  document.blocks.emplace_back(std::move(notes));
  Facts facts;
  facts.path = "rule";
  facts.fields = {{"id", std::string(rule.id)},
                  {"title", std::string(rule.title)},
                  {"severity", std::string(model::name_of(rule.severity))},
                  {"certainty", std::string(model::name_of(rule.certainty))},
                  {"meaning", std::string(rule.meaning)},
                  {"example", std::string(rule.example)},
                  {"advice", std::string(rule.advice)}};
  document.blocks.emplace_back(std::move(facts));
}

}  // namespace trace_cost::report
