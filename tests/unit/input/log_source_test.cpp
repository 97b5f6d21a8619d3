#include "input/log_source.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "input/docker_json_line.h"

namespace trace_cost::input {

namespace {

std::string text_of(LogSource& log) {
  std::string text;
  std::array<char, 5> some{};
  while (true) {
    const base::Result<std::size_t> got = log.read(some.data(), some.size());
    REQUIRE(got);
    if (*got == 0) return text;
    text.append(some.data(), *got);
  }
}

}  // namespace

TEST_CASE("input/log_source: however the log is cut, the text is the same and every byte counted") {
  const std::string_view log =
      "svc-1 | {\nother | x\nsvc-1 |   \"a\": 1\nsvc-1 | } and\nsvc-1 | end";
  const std::string_view text = "x\n{\n  \"a\": 1\n} and\nend";
  for (const std::size_t step : {1U, 3U, 1000U}) {
    for (std::size_t begun = 0; begun <= log.size(); ++begun) {
      const auto rest = memory_source(log.substr(begun), step);
      LogSource source({}, log.substr(0, begun), {100, 7}, *rest);
      REQUIRE(text_of(source) == text);
      CHECK(source.bytes_read() == log.size());
      CHECK(source.bytes_of_text() == text.size());
      CHECK(source.place_of(0).offset == 118);
      CHECK(source.place_of(0).line == 8);
      CHECK(source.place_of(2).offset == 108);
    }
  }
}

TEST_CASE("input/log_source: a line longer than the limit keeps its writer and loses nothing") {
  const std::string long_line = "a | {\"x\": \"" + std::string(LogSource::kLongestLine * 2, 'x');
  const std::string log = long_line + "\"\nb | hello\na | }\n";
  const auto rest = memory_source(log);
  LogSource source({}, "", {}, *rest);
  CHECK(bool{text_of(source) == "hello\n" + long_line.substr(4) + "\"\n}\n"});
}

TEST_CASE("input/log_source: a read error comes behind what was read before it") {
  class Failing final : public ByteSource {
   public:
    base::Result<std::size_t> read(char* into, std::size_t room) override {
      if (std::exchange(called_, true)) return base::Error{base::ErrorCode::CannotRead, "gone"};
      return std::string_view("a | x\na | {").copy(into, room);
    }

   private:
    bool called_ = false;
  };
  Failing failing;
  LogSource source({}, "", {}, failing);
  std::array<char, 64> some{};
  const base::Result<std::size_t> first = source.read(some.data(), some.size());
  REQUIRE(first);
  CHECK(std::string_view(some.data(), *first) == "x\n");
  const base::Result<std::size_t> second = source.read(some.data(), some.size());
  REQUIRE(second);
  CHECK(std::string_view(some.data(), *second) == "{");
  CHECK_FALSE(source.read(some.data(), some.size()));
}

TEST_CASE("input/docker_json_line: the text is unescaped, other lines are none") {
  const auto line = read_docker_json_line(
      "{\"log\":\"\\u003c\\t\\\"a\\\"\\n\",\"stream\":\"stderr\",\"time\":\"2026\"}\n");
  REQUIRE(line);
  CHECK(line->text == "<\t\"a\"\n");
  CHECK(line->stream == "stderr");
  CHECK(read_docker_json_line("{ \"stream\": \"stdout\", \"log\": \"x\" }"));
  CHECK(read_docker_json_line(
      "{\"log\":\"x\",\"stream\":\"stdout\",\"attrs\":{\"tag\":\"y\"},\"time\":\"t\"}"));
  for (const std::string_view other :
       {"", "{", "{}", "{\"log\":\"x\"}", "{\"log\":1,\"stream\":\"stdout\"}",
        "{\"log\":\"x\",\"stream\":\"file\"}", "{\"log\":\"x", "{\"log\":\"x\\",
        "x{\"log\":\"x\",\"stream\":\"stdout\"}"}) {
    CAPTURE(other);
    CHECK_FALSE(read_docker_json_line(other));
  }
}

}  // namespace trace_cost::input
