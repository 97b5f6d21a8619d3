#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::report {

namespace {

using made_up::usd;
using made_up::wide;

Table three_users() {
  Table table = made_up::who_pays({
      {"bob", 12, usd("0.01137405"), 500'000},
      {"dave@example.com", 1'204, usd("0.5"), 250'000},
      {Unknown{}, 9, Unknown{}, 1'000},
  });
  table.rows.push_back(
      {{"total", made_up::count(1'225), usd("0.51137405"), Share{1'000'000}, Unknown{}},
       Tone::Strong,
       Audience::People});
  return table;
}

std::string text(const Block& block, std::size_t width) {
  return made_up::rendered("text", block, wide(width));
}

}  // namespace

TEST_CASE("report/render: the title stands over the first column, numbers line up on the point") {
  CHECK(text(three_users(), 100) ==
        "WHO PAYS            calls         cost    share\n"
        "  bob                  12  $0.01137405   50.0 %  ██████████████\n"
        "  dave@example.com  1 204  $0.50000000   25.0 %  ███████\n"
        "  –                     9            –    0.1 %  ▏\n"
        "  total             1 225  $0.51137405  100.0 %\n");
}

TEST_CASE("report/render: bars take what is left, and go first") {
  CHECK(text(three_users(), 55) ==
        "WHO PAYS            calls         cost    share\n"
        "  bob                  12  $0.01137405   50.0 %  ██████\n"
        "  dave@example.com  1 204  $0.50000000   25.0 %  ███\n"
        "  –                     9            –    0.1 %  ▏\n"
        "  total             1 225  $0.51137405  100.0 %\n");
  CHECK(text(three_users(), 50) ==
        "WHO PAYS            calls         cost    share\n"
        "  bob                  12  $0.01137405   50.0 %\n"
        "  dave@example.com  1 204  $0.50000000   25.0 %\n"
        "  –                     9            –    0.1 %\n"
        "  total             1 225  $0.51137405  100.0 %\n");
}

TEST_CASE("report/render: texts are cut in the middle before a column is hidden") {
  Table table = three_users();
  table.rows[1].cells[0] = "dave.with.a.longer.name@example.com";
  CHECK(text(table, 52) ==
        "WHO PAYS                 calls         cost    share\n"
        "  bob                       12  $0.01137405   50.0 %\n"
        "  dave.with.…xample.com  1 204  $0.50000000   25.0 %\n"
        "  –                          9            –    0.1 %\n"
        "  total                  1 225  $0.51137405  100.0 %\n");
}

TEST_CASE("report/render: a number is never cut, its column is hidden whole") {
  Table table = made_up::who_pays({{"dave@example.com", 1'204, usd("123456789.123456789"), 1}});
  CHECK(text(table, 47) ==
        "WHO PAYS            calls                  cost\n"
        "  dave@example.com  1 204  $123456789.123456789\n"
        "  hidden for want of width: share  (--width 56\n"
        "  shows them)\n");
}

TEST_CASE("report/render: what cannot be hidden sticks out rather than lies") {
  Table table;
  table.columns = {{"a", "a", Align::Right}, {"b", "b", Align::Right}};
  table.rows = {{{usd("123456789.123456789012"), usd("123456789.123456789012")}}};
  CHECK(text(table, 40) ==
        "                        a                        b\n"
        "  $123456789.123456789012  $123456789.123456789012\n");
}

TEST_CASE("report/render: wide signs, emoji and flags keep the columns straight") {
  const Table table = made_up::who_pays({
      {"李雷", 1, usd("0.1"), 0},
      {"🙂", 2, usd("0.25"), 0},
      {"🇩🇪 Jörg", 3, usd("1"), 0},
  });
  CHECK(text(table, 100) ==
        "WHO PAYS   calls   cost  share\n"
        "  李雷         1  $0.10  0.0 %\n"
        "  🙂           2  $0.25  0.0 %\n"
        "  🇩🇪 Jörg      3  $1.00  0.0 %\n");
}

TEST_CASE("report/render: a name full of escape sequences cannot touch the terminal") {
  const Table table = made_up::who_pays({{"\x1b[2J\x1b]0;x\x07\nbob", 1, usd("0.1"), 0}});
  CHECK(text(table, 100) ==
        "WHO PAYS                    calls   cost  share\n"
        "  \\x1b[2J\\x1b]0;x\\x07\\nbob      1  $0.10  0.0 %\n");
}

TEST_CASE("report/render: a table in ASCII has ASCII bars and no other signs") {
  Table table = made_up::who_pays({{"李雷", 1, Unknown{}, 400'000}, {"b→c", 1, usd("1"), 100'000}});
  table.footnotes = {"p99 needs ≥ 299 calls"};
  CHECK(made_up::rendered("text", table, made_up::ascii(100)) ==
        "WHO PAYS        calls   cost   share\n"
        "  \\u674e\\u96f7      1      -  40.0 %  ##############\n"
        "  b->c              1  $1.00  10.0 %  ###\n"
        "  p99 needs >= 299 calls\n");
}

TEST_CASE("report/render: a title without room over the first column has a line of its own") {
  Table table = made_up::who_pays({{"bob", 1, usd("0.1"), 0}});
  table.title = "WHO PAYS BY MODEL AND USER";
  CHECK(text(table, 100) ==
        "WHO PAYS BY MODEL AND USER\n"
        "  user  calls   cost  share\n"
        "  bob       1  $0.10  0.0 %\n");
}

TEST_CASE("report/render: rows, columns and tables for machines are not printed") {
  Table table = made_up::who_pays({{"bob", 1, usd("0.1"), 0}, {"eve", 2, usd("0.123"), 0}});
  table.rows[1].audience = Audience::Machines;
  table.columns[1].audience = Audience::Machines;
  CHECK(text(table, 100) ==
        "WHO PAYS\n"
        "  user   cost  share\n"
        "  bob   $0.10  0.0 %\n");
  table.audience = Audience::Machines;
  CHECK(text(table, 100) == "\n");
}

TEST_CASE("report/render: an empty table says why it is empty, or nothing") {
  Table table = made_up::who_pays({});
  CHECK(text(table, 100) == "\n");
  table.when_empty = "no span carries a cost";
  CHECK(text(table, 100) == "WHO PAYS\n  no span carries a cost\n");
}

TEST_CASE("report/render: colour repeats the row's tone and is always reset") {
  Table table = made_up::who_pays({{"bob", 1, usd("0.1"), 0}});
  table.rows[0].tone = Tone::Bad;
  CHECK(made_up::rendered("text", table, {100, Charset::Unicode, Colour::Always}) ==
        "\x1b[1mWHO PAYS\x1b[0m\n"
        "\x1b[2m  user  calls   cost  share\x1b[0m\n"
        "\x1b[31m  bob       1  $0.10  0.0 %\x1b[0m\n");
}

TEST_CASE("report/render: a row that is too short ends in unknown cells") {
  Table table = made_up::who_pays({{"bob", 1, usd("0.1"), 0}});
  table.rows[0].cells.resize(1);
  CHECK(text(table, 100) == "WHO PAYS\n  user  calls  cost  share\n  bob       –     –      –\n");
}

}  // namespace trace_cost::report
