#include "input/line_demultiplexer.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace trace_cost::input {

namespace {

// Feeds whole lines, and counts their places.
class Log {
 public:
  explicit Log(LogPrefixes prefixes = {}) : lines_(std::move(prefixes)) {}

  void add(std::string_view text) {
    while (!text.empty()) {
      const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
      lines_.add({text.substr(0, size), place_, true});
      place_.offset += size;
      ++place_.line;
      text.remove_prefix(size);
    }
  }
  [[nodiscard]] std::string sorted() const { return std::string(lines_.sorted().unread()); }
  std::string finished() {
    lines_.finish();
    return sorted();
  }
  LineDemultiplexer& lines() { return lines_; }

 private:
  LineDemultiplexer lines_;
  Place place_;
};

std::string sorted(std::string_view text) {
  Log log;
  log.add(text);
  return log.finished();
}

}  // namespace

TEST_CASE("input/line_demultiplexer: a record comes in one piece, prints at once") {
  Log log;
  log.add("a | {\nb | hello\na |   \"x\": 1\n");
  CHECK(log.sorted() == "hello\n");
  log.add("b | {\na | }\n");
  CHECK(log.sorted() == "hello\n{\n  \"x\": 1\n}\n");
  log.add("b | }\n");
  CHECK(log.sorted() == "hello\n{\n  \"x\": 1\n}\n{\n}\n");
}

TEST_CASE("input/line_demultiplexer: an object may begin and end in the middle of a line") {
  CHECK(sorted("a | thread 4 {\nb | x\na | \"k\": {}\nb | y\na | } done\n") ==
        "x\ny\nthread 4 {\n\"k\": {}\n} done\n");
  CHECK(sorted("a | say {json} and {\nb | x\na | }\n") == "x\nsay {json} and {\n}\n");
}

TEST_CASE("input/line_demultiplexer: lines without prefix are a writer of their own") {
  CHECK(sorted("{\na | {\n\"x\": 1\na | \"y\": 2\n}\na | }\n") ==
        "{\n\"x\": 1\n}\n{\n\"y\": 2\n}\n");
}

TEST_CASE("input/line_demultiplexer: blocks that are no JSON are kept together as well") {
  CHECK(sorted("a | {\nb | {\na |   traceId: 'x',\nb |   name : y\na | }\nb | }\n") ==
        "{\n  traceId: 'x',\n}\n{\n  name : y\n}\n");
}

TEST_CASE("input/line_demultiplexer: parts of a line are put together") {
  const std::string_view time = "2026-11-22T16:03:47Z ";
  CHECK(sorted(fmt::format(
            "{0}stdout P {{\"a\":\n{0}stderr F x\n{0}stdout P \"b\n{0}stdout F c\"}}\n", time)) ==
        "x\n{\"a\":\"bc\"}\n");
}

TEST_CASE("input/line_demultiplexer: Docker's JSON lines are unwrapped by stream") {
  CHECK(sorted("{\"log\":\"{\\n\",\"stream\":\"stdout\",\"time\":\"t\"}\n"
               "{\"log\":\"oh\\n\",\"stream\":\"stderr\",\"time\":\"t\"}\n"
               "{\"log\":\"\\\"a\\\": \",\"stream\":\"stdout\",\"time\":\"t\"}\n"
               "{\"log\":\"1}\\n\",\"stream\":\"stdout\",\"time\":\"t\"}\n") ==
        "oh\n{\n\"a\": 1}\n");
}

TEST_CASE("input/line_demultiplexer: colours are taken out wherever they stand") {
  CHECK(sorted("\x1B[1;39m{\n  \x1B[0m\x1B[34;1m\"name\"\x1B[0m: \x1B[32m\"x\"\n}\n") ==
        "{\n  \"name\": \"x\"\n}\n");
  CHECK(sorted("\x1B[0mx\x1B y \x1B[\n") == "x\x1B y \x1B[\n");
}

TEST_CASE("input/line_demultiplexer: places lead back to the file") {
  Log log;
  log.add("a | {\nbb | hello\na | }\n");
  REQUIRE(log.finished() == "hello\n{\n}\n");
  const MappedText& text = log.lines().sorted();
  CHECK(text.place_of(0).offset == 11);
  CHECK(text.place_of(0).line == 2);
  CHECK(text.place_of(2).offset == 13);
  CHECK(text.place_of(6).offset == 4);
  CHECK(text.place_of(8).offset == 21);
  CHECK(text.place_of(8).line == 3);
}

TEST_CASE("input/line_demultiplexer: beyond its bounds, the oldest record is let go unfinished") {
  Log writers;
  for (std::size_t i = 0; i < LineDemultiplexer::kMostWriters; ++i) {
    writers.add(fmt::format("w{} | {{\n", i));
  }
  CHECK(writers.sorted().empty());
  writers.add("one-more | {\n");
  CHECK(writers.sorted() == "{\n");

  Log bytes;
  bytes.add("b | {\n");
  const std::string line = "a | {\"x\": \"" + std::string(1'000'000, 'x') + "\",\n";
  bytes.add("a | {\"y\":[\n");
  for (std::size_t i = 0; i < LineDemultiplexer::kMostHeld / 1'000'000 + 1; ++i) {
    bytes.add("a | \"" + std::string(1'000'000, 'x') + "\",\n");
  }
  CHECK(bytes.sorted().starts_with("{\n{\"y\":[\n\"xxx"));
}

}  // namespace trace_cost::input
