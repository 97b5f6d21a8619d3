#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::report {

namespace {

using made_up::rendered;
using made_up::usd;

std::string csv_of_name(const char* name) {
  Table table;
  table.path = "rows";
  table.columns = {{"name", ""}};
  table.rows = {{{name}}};
  return rendered("csv", table);
}

}  // namespace

TEST_CASE("report/render: a CSV has machine names, plain numbers and no totals") {
  Table table = made_up::who_pays(
      {{"bob", 12, usd("0.01137405"), 299'037}, {Unknown{}, 1'204, Unknown{}, 1'000'000}});
  table.columns.insert(table.columns.begin() + 1, {"self_ns.p50", "self", Align::Right});
  for (Row& row : table.rows) {
    row.cells.insert(row.cells.begin() + 1, Duration{made_up::ms(-4), Trust::Rough});
  }
  table.rows.push_back({{"total"}, Tone::Strong, Audience::People});
  CHECK(rendered("csv", table) ==
        "user,self_ns.p50,charges,cost,share\n"
        "bob,-4000000,12,0.01137405,0.299037\n"
        ",-4000000,1204,,1\n");
}

TEST_CASE("report/render: commas and quotes are quoted, line breaks and escapes made visible") {
  CHECK(csv_of_name("a,b") == "name\n\"a,b\"\n");
  CHECK(csv_of_name("say \"hi\"") == "name\n\"say \"\"hi\"\"\"\n");
  CHECK(csv_of_name("a\nb\x1b[2J") == "name\na\\nb\\x1b[2J\n");
}

TEST_CASE("report/render: no text of the capture becomes a formula") {
  CHECK(csv_of_name("=cmd|' /C calc'!A0") == "name\n'=cmd|' /C calc'!A0\n");
  CHECK(csv_of_name("+1") == "name\n'+1\n");
  CHECK(csv_of_name("-1") == "name\n'-1\n");
  CHECK(csv_of_name("@SUM(A1,B1)") == "name\n\"'@SUM(A1,B1)\"\n");
  CHECK(csv_of_name("＝1") == "name\n'＝1\n");
  CHECK(csv_of_name("\t=1") == "name\n\\t=1\n");
  CHECK(csv_of_name("a=1") == "name\na=1\n");
}

TEST_CASE("report/render: the first table for everyone is the CSV") {
  Table inputs = made_up::who_pays({{"file", 1, usd("1"), 1}});
  inputs.audience = Audience::Machines;
  Table pretty = inputs;
  pretty.audience = Audience::People;
  const Table users = made_up::who_pays({{"bob", 1, usd("1"), 1}});
  Document document;
  document.blocks = {inputs, pretty, users, made_up::who_pays({{"eve", 1, usd("1"), 1}})};
  const auto csv = renderers()[3].render;
  CHECK(csv(document, {}) == "user,charges,cost,share\nbob,1,1,0.000001\n");
  document.blocks.resize(2);
  CHECK(csv(document, {}) == "user,charges,cost,share\nfile,1,1,0.000001\n");
  document.blocks.clear();
  CHECK(csv(document, {}).empty());
}

}  // namespace trace_cost::report
