#include "report/render/text_waterfall.h"

#include <doctest/doctest.h>

#include <limits>

#include "made_up.h"
#include "report/render/waterfall_bar.h"

namespace trace_cost::report {

namespace {

using made_up::below;
using made_up::critical;
using made_up::ms;
using made_up::span;
using made_up::usd;
using made_up::wide;

Timeline timeline(std::vector<TimelineRow> rows, std::int64_t length) {
  Timeline made;
  made.path = "timelines";
  made.heading = {{"4f1c8a2b", Tone::Strong}, {"  GET /chat"}};
  made.length = ms(length);
  made.rows = std::move(rows);
  return made;
}

Timeline small_trace() {
  TimelineRow failed = below({true}, span("ai-service", "chat gpt-4o", 100, 100));
  failed.mark = Mark::Error;
  failed.cost = usd("0.0004");
  failed.self = made_up::took_ms(100);
  return timeline({critical(span("frontend", "GET /chat", 0, 400), 0, 200), failed,
                   critical(below({false}, span("ai-service", "chat", 200, 200)), 200, 400)},
                  400);
}

std::string bar(std::int64_t offset, std::int64_t length, std::int64_t whole) {
  return span_bar(span("", "", offset, length), {ms(whole), 10, Charset::Unicode}, Shading::None);
}

}  // namespace

TEST_CASE("report/render: a bar is exact to an eighth of a cell") {
  CHECK(bar(0, 80, 80) == "██████████");
  CHECK(bar(0, 13, 80) == "█▋");
  CHECK(bar(16, 8, 80) == "  █");
  CHECK(bar(20, 12, 80) == "  ▐█");
  CHECK(bar(23, 9, 80) == "  ▕█");
}

TEST_CASE("report/render: a span of no length is seen") {
  CHECK(bar(0, 0, 80) == "▏");
  CHECK(bar(40, 0, 80) == "     ▏");
  CHECK(bar(80, 0, 80) == "         ▕");
}

TEST_CASE("report/render: a trace of no length has bars") {
  CHECK(bar(0, 0, 0) == "▏");
  const Timeline instant = timeline({span("a", "b", 0, 0)}, 0);
  CHECK(waterfall_text(instant, wide(40)) == "4f1c8a2b  GET /chat\na  b  0 ns  ▏\n");
}

TEST_CASE("report/render: times outside of the axis stay within the bar") {
  CHECK(bar(-100, 50, 80) == "▏");
  CHECK(bar(-8, 16, 80) == "█");
  CHECK(bar(72, 500, 80) == "         █");
  CHECK(bar(500, 500, 80) == "         ▕");
  TimelineRow row = span("", "", 0, 0);
  row.offset = model::Nanos::max();
  row.length = model::Nanos::max();
  CHECK(span_bar(row, {model::Nanos::max(), 10, Charset::Unicode}, Shading::None) == "         ▕");
}

TEST_CASE("report/render: the critical path is seen without colour") {
  const TimelineRow row = critical(span("", "", 0, 80), 16, 24);
  CHECK(span_bar(row, {ms(80), 10, Charset::Unicode}, Shading::Critical) == "▒▒█▒▒▒▒▒▒▒");
  CHECK(span_bar(row, {ms(80), 10, Charset::Ascii}, Shading::Critical) == "==#=======");
  const TimelineRow tiny = span("", "", 40, 0);
  CHECK(span_bar(tiny, {ms(80), 10, Charset::Unicode}, Shading::Critical) == "     ░");
  CHECK(span_bar(tiny, {ms(80), 10, Charset::Ascii}, Shading::Critical) == "     :");
  CHECK(span_bar(critical(tiny, 40, 41), {ms(80), 10, Charset::Ascii}, Shading::Critical) ==
        "     |");
}

TEST_CASE("report/render: the axis has round numbers in one unit") {
  CHECK(axis({ms(500), 50, Charset::Unicode}) ==
        "0         100       200       300       400 500 ms");
  CHECK(axis({ms(1'234), 40, Charset::Unicode}) == "0               0.5             1 1.23 s");
  CHECK(axis({model::Nanos{7'300}, 20, Charset::Ascii}) == "0            7.30 us");
  CHECK(axis({model::Nanos{7}, 30, Charset::Unicode}) == "0                    5    7 ns");
  CHECK(axis({model::Nanos{0}, 30, Charset::Unicode}).empty());
  CHECK(axis({model::Nanos::max(), 20, Charset::Unicode}) == "0       9223372037 s");
}

TEST_CASE("report/render: a timeline shows tree, time, money and the critical path") {
  CHECK(waterfall_text(small_trace(), wide(80)) ==
        "4f1c8a2b  GET /chat                       █ critical path  ▒ waiting or parallel\n"
        "                                       0          200  400 ms      self     cost\n"
        "frontend    GET /chat        400.0 ms  ███████████▒▒▒▒▒▒▒▒▒▒▒\n"
        "ai-service  ├ chat gpt-4o ✗  100.0 ms       ▒▒▒▒▒▒             100.0 ms  $0.0004\n"
        "ai-service  └ chat           200.0 ms             ███████████\n");
}

TEST_CASE("report/render: a timeline in ASCII") {
  CHECK(waterfall_text(small_trace(), made_up::ascii(80)) ==
        "4f1c8a2b  GET /chat                       # critical path  = waiting or parallel\n"
        "                                       0          200  400 ms      self     cost\n"
        "frontend    GET /chat        400.0 ms  ###########===========\n"
        "ai-service  |-chat gpt-4o x  100.0 ms       ======             100.0 ms  $0.0004\n"
        "ai-service  `-chat           200.0 ms             ###########\n");
}

TEST_CASE("report/render: on a narrow terminal self times go, names are cut") {
  CHECK(waterfall_text(small_trace(), wide(60)) ==
        "4f1c8a2b  GET /chat   █ critical path  ▒ waiting or parallel\n"
        "                                     0       400 ms     cost\n"
        "frontend    GET /chat      400.0 ms  ███████▒▒▒▒▒▒▒\n"
        "ai-service  ├ chat…t-4o ✗  100.0 ms     ▒▒▒▒         $0.0004\n"
        "ai-service  └ chat         200.0 ms         ███████\n");
}

TEST_CASE("report/render: on a wide terminal the bar takes what is left, up to 120 cells") {
  const Timeline one = timeline({span("a", "b", 0, 400)}, 400);
  std::string bar_of_120;
  for (int i = 0; i < 120; ++i) bar_of_120 += "█";
  const std::string text = waterfall_text(one, wide(200));
  CHECK(text.substr(text.rfind("a  b")) == "a  b  400.0 ms  " + bar_of_120 + "\n");
}

TEST_CASE("report/render: a deep tree says how many levels are not drawn") {
  const std::vector<bool> all_known(61, true);
  TimelineRow cut = below(std::vector<bool>(30, false), span("a", "deepest", 0, 1));
  cut.depth = 1'000'000;
  const Timeline deep = timeline({below(all_known, span("a", "deep", 0, 1)), cut}, 1);
  const std::string text = waterfall_text(deep, wide(200));
  std::string levels;
  for (int i = 0; i < 24; ++i) levels += "│ ";
  CHECK(text.find("\na  " + levels + "+37 deep  ") != std::string::npos);
  CHECK(text.find("\na  " + std::string(48, ' ') + "+999976 deepest  ") != std::string::npos);
  CHECK(waterfall_text(deep, wide(60)) ==
        "4f1c8a2b  GET /chat\n"
        "                                     0          0.5  1.00 ms\n"
        "a  │ │ │ │ │ +56 deep       1.00 ms  ███████████████████████\n"
        "a            +999995 de…st  1.00 ms  ███████████████████████\n");
}

TEST_CASE("report/render: what is no whole span says so") {
  TimelineRow missing =
      below({true}, span("backend", "(parent 91aa12cd… not in the capture)", 0, 0));
  missing.has_times = false;
  missing.mark = Mark::MissingParent;
  TimelineRow orphan = below({false, false}, span("backend", "SELECT", 100, 100));
  orphan.mark = Mark::Orphan;
  CHECK(waterfall_text(timeline({span("frontend", "GET /", 0, 400), missing, orphan}, 400),
                       wide(100)) ==

        "4f1c8a2b  GET /chat\n"
        "                                                             0                  200       "
        "    400 ms\n"
        "frontend  GET /                                    400.0 ms  "
        "███████████████████████████████████████\n"
        "backend   ├ (parent 91aa12cd… not in the capture)\n"
        "backend     └ SELECT ?                             100.0 ms           ▕█████████▌\n");
}

TEST_CASE("report/render: rows that were left out are counted") {
  Timeline long_one = timeline({span("a", "b", 0, 4)}, 4);
  long_one.left_out = 2;
  CHECK(waterfall_text(long_one, wide(40)) ==
        "4f1c8a2b  GET /chat\n"
        "               0           2     4.00 ms\n"
        "a  b  4.00 ms  █████████████████████████\n"
        "  … 2 more spans (trace-cost timeline\n"
        "  shows all)\n");
}

TEST_CASE("report/render: wide signs and escape sequences keep a timeline straight") {
  const Timeline odd =
      timeline({span("服务", "聊天 🙂", 0, 40), span("\x1b[31m", "a\nb", 0, 40)}, 40);
  CHECK(waterfall_text(odd, wide(60)) ==
        "4f1c8a2b  GET /chat\n"
        "                            0               20       40.0 ms\n"
        "服务      聊天 🙂  40.0 ms  "
        "████████████████████████████████\n"
        "\\x1b[31m  a\\nb     40.0 ms  ████████████████████████████████\n");
}

}  // namespace trace_cost::report
