#include "input/log_prefix.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace trace_cost::input {

namespace {

// "what is behind the prefix|writer", and "..." when the line goes on with the next.
std::string taken(std::string_view line) {
  const LogPrefix prefix = LogPrefixes().of(line);
  return fmt::format("{}|{}{}", line.substr(prefix.size), prefix.writer,
                     prefix.is_part ? "..." : "");
}

bool is_log(std::string_view text) { return LogPrefixes().begin_log(text); }

}  // namespace

TEST_CASE("input/log_prefix: the prefix is taken off, and what does not change is the writer") {
  struct Known {
    std::string_view line;
    std::string_view taken;
  };
  for (const Known& known : {
           Known{"frontend-1    |     \"name\": 1", "    \"name\": 1|frontend-1|"},
           Known{"frontend-1  |", "|frontend-1|"},
           Known{"web.1.x9@node-2    | {", "{|web.1.x9@node-2|"},
           Known{"\x1B[36mai-app-1  |\x1B[0m {", "{|ai-app-1|"},
           Known{"\x1B[33mai-app-1  | \x1B[0m{", "{|ai-app-1|"},
           Known{"[pod/ai-app-6c9f7b5d4-x2x7k/app]     \"a\"",
                 "    \"a\"|[pod/ai-app-6c9f7b5d4-x2x7k/app] "},
           Known{"2026-11-22T16:03:47.628613123Z {", "{|"},
           Known{"2026-11-22T16:03:47Z   }", "  }|"},
           Known{"2026-11-22 16:03:47,628 {", "{|"},
           Known{"2026-11-22T16:03:47.6286130+05:30 {", "{|"},
           Known{"2026-11-22T16:03:47.628613123Z stdout F {", "{|stdout "},
           Known{"2026-11-22T16:03:47.628613123Z stderr P {\"a\"", "{\"a\"|stderr ..."},
           Known{"2026-11-22T16:03:47.628613123Z stdout F", "|stdout "},
           Known{"Nov 22 16:03:47 host-1 python[4242]:   \"a\"", "  \"a\"|host-1 python[4242]: "},
           Known{"Nov  2 16:03:47 host python: }", "}|host python: "},
           Known{"2026-11-22T16:03:47+0000 host python[42]: {", "{|host python[42]: "},
           Known{"2026-11-22T16:03:47.628613+00:00 app[web.1]: {", "{|app[web.1]: "},
           Known{"build\tRun it now\t2026-11-22T16:03:47.6286130Z {", "{|build\tRun it now\t"},
           Known{"svc-1  | 2026-11-22T16:03:47.628613123Z {", "{|svc-1|"},
           Known{"[pod/a/b] 2026-11-22T16:03:47.628613123Z {", "{|[pod/a/b] "},
       }) {
    CHECK(taken(known.line) == known.taken);
  }
}

TEST_CASE("input/log_prefix: what a dump itself holds is no prefix") {
  for (const std::string_view line :
       {"{", "}", "    \"name\": \"chat\",", "  },", "[", "[{\"a\": 1}]", "[\"a/b\"] x", "", "\n",
        "name", "Received request from user-123: {", "2026-11-22", "2026-11-22T16:03:47.Z x",
        "  svc-1 | x", "\"a\" | b", "a\tb\tc", "Nov 22 16:03 x", "\x1B[", "\x1B[36"}) {
    CAPTURE(line);
    CHECK(LogPrefixes().of(line).size == 0);
  }
}

TEST_CASE("input/log_prefix: a log is known by its second line, or by CRI's part of a line") {
  CHECK(is_log("svc-1 | {\nsvc-1 |     \"name\""));
  CHECK(is_log("svc-1 | {\nother-1 | listening"));
  CHECK(is_log("2026-11-22T16:03:47Z {\r\n2026-11-22T16:03:47Z     \"name\"\r\n"));
  CHECK(is_log("2026-11-22T16:03:47Z stdout P {\"resourceSpans\":[{\n"));
  CHECK(is_log("\x1B[1;39m{\n  \x1B[0m\x1B[34;1m\"name\""));
  CHECK_FALSE(is_log("svc-1 | {"));
  CHECK_FALSE(is_log("svc-1 | {\n    \"name\": 1"));
  CHECK_FALSE(is_log("svc-1 | {\"a\": 1}\nsvc-1 | {\"a\": 2}"));
  CHECK_FALSE(is_log("thread 4 iteration {\n{\n    \"name\": 1"));
  CHECK_FALSE(is_log("thread 4 iteration {\nthread 5 iteration {\n"));
}

TEST_CASE("input/log_prefix: a prefix without marks of its own is learned from what follows it") {
  LogPrefixes prefixes;
  REQUIRE(prefixes.begin_log("pod-a app {\npod-b app listening\npod-a app     \"name\": 1\n"));
  CHECK(prefixes.of("pod-a app     \"name\": 1").size == 10);
  CHECK(prefixes.of("pod-a app }").writer == "pod-a app ");
  CHECK(prefixes.of("pod-b app {").size == 0);
  CHECK_FALSE(prefixes.learn_alike("one two three {"));
  CHECK_FALSE(prefixes.learn_alike("pod-b app said {x}"));
  CHECK(prefixes.learn_alike("pod-b app {"));
  CHECK(prefixes.of("pod-b app {").writer == "pod-b app ");
}

TEST_CASE("input/log_prefix: times before and behind a learned prefix are no part of it") {
  LogPrefixes prefixes;
  REQUIRE(prefixes.begin_log("2026-11-22T16:03:47Z pod-a app {\n2026-11-22T16:03:48Z pod-a app }"));
  CHECK(prefixes.of("2026-11-22T16:03:49Z pod-a app }").writer == "pod-a app ");
}

TEST_CASE("input/log_prefix: no more is learned than there is room for") {
  LogPrefixes prefixes;
  REQUIRE(prefixes.begin_log("pod app {\npod app     \"a\""));
  std::size_t learned = 1;
  for (int i = 0; i < 1000; ++i) learned += prefixes.learn_alike(fmt::format("pod{} x {{", i));
  CHECK(learned == LogPrefixes::kMost);
}

TEST_CASE("input/log_prefix: terminal codes are measured") {
  CHECK(terminal_codes("\x1B[0m\x1B[36;1mx") == 11);
  CHECK(terminal_codes("x\x1B[0m") == 0);
  CHECK(terminal_codes("\x1B[0\n") == 0);
  CHECK(terminal_codes("\x1B[" + std::string(100, '1') + "m") == 0);
}

}  // namespace trace_cost::input
