#include "input/decoded_source.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "input/gzip_source.h"
#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

std::string read_whole(DecodedSource& source) {
  std::string text = all_of(source, 1000);
  const DecodingLog log = source.close();
  return text + "|" + log.encoding() + "|" + faults_of(log);
}

std::string decoded(const std::string& file, const DecodingOptions& options = {}) {
  DecodedSource source(memory_source(file, 11), options);
  return read_whole(source);
}

}  // namespace

TEST_CASE(
    "input/decoded_source: encodings are known by their first bytes, also within one another") {
  const std::string json = "{\"a\":1}\n";
  const std::string utf16 = "\xFF\xFE" + utf16_of(u"{\"a\":1}\n");
  CHECK(decoded(json) == json + "||");
  CHECK(decoded("") == "||");
  CHECK(decoded(gzip_of(json)) == json + "|gzip|");
  CHECK(decoded(zstd_of(json)) == json + "|zstd|");
  CHECK(decoded(message_of(json)) == json + "|zstd-messages|");
  CHECK(decoded(utf16) == json + "|utf-16|");
  CHECK(decoded(gzip_of(zstd_of(utf16))) == json + "|gzip+zstd+utf-16|");
  CHECK(decoded("\x1F\x8B") == "\x1F\x8B||");
}

TEST_CASE("input/decoded_source: reading ahead changes nothing") {
  const std::string text = noisy_lines(100'000);
  CHECK(decoded(gzip_of(text), {.read_ahead = true}) == text + "|gzip|");
  CHECK(decoded(gzip_of("one\n") + "garbage", {.read_ahead = true}) ==
        decoded(gzip_of("one\n") + "garbage"));
}

TEST_CASE("input/decoded_source: encodings within one another have a bound") {
  std::string file = "text\n";
  for (std::size_t i = 0; i < DecodedSource::kDeepest; ++i) file = gzip_of(file);
  CHECK(decoded(file) == "text\n|gzip+gzip+gzip+gzip|");
  CHECK(decoded(gzip_of(file))
            .ends_with("|gzip+gzip+gzip+gzip|limit 0: is encoded more than 4 times over; unpack it "
                       "first\n"));
}

TEST_CASE("input/decoded_source: the file's bytes are counted, and every layer is limited") {
  const std::string file = gzip_of(std::string(1000, 'x'));
  std::atomic<std::uint64_t> consumed = 5;
  DecodedSource source(memory_source(file), {.limits = {.most = 999}, .consumed = &consumed});
  CHECK(read_whole(source).starts_with(std::string(999, 'x') + "|gzip|limit "));
  CHECK(consumed == 5 + file.size());
}

TEST_CASE("input/decoded_source: what was read of the file is told only when that is no chance") {
  const std::string file = gzip_of(noisy_lines(100'000)) + "garbage";
  const auto raw_bytes = [&](const DecodingOptions& options, bool to_the_end) {
    DecodedSource source(memory_source(file, 100'000), options);
    std::string room(1, ' ');
    CHECK(*source.read(room.data(), 1) == 1);
    if (to_the_end) all_of(source);
    const DecodingLog log = source.close();
    return fmt::format("{} {}", log.raw_bytes(), log.faults().size());
  };
  for (const bool ahead : {false, true}) {
    CHECK(raw_bytes({.read_ahead = ahead}, true) == fmt::format("{} 1", file.size()));
    CHECK(raw_bytes({.read_ahead = ahead}, false) == "512 0");
    CHECK(raw_bytes({.limits = {.most = 1'000'000}, .read_ahead = ahead}, true) == "512 1");
  }
}

TEST_CASE(
    "input/decoded_source: where a bomb stops does not depend on how it is doled out or read") {
  std::string blanks;
  blanks.resize(60'000'000, ' ');
  const std::string text = noisy_lines(2000);
  for (const std::string& file : {gzip_of(text) + gzip_of(blanks), zstd_of(text) + zstd_of(blanks),
                                  message_of("[" + text) + message_of("[" + blanks)}) {
    const auto decoded_bytes = [&](std::size_t step, bool ahead, std::size_t room) {
      DecodedSource source(memory_source(file, step), {.limits = {.any = 1}, .read_ahead = ahead});
      const std::size_t bytes = all_of(source, room).size();
      CHECK(source.close().is_given_up());
      return bytes;
    };
    const std::size_t bytes = decoded_bytes(file.size(), false, std::size_t{1} << 20);
    CHECK(bytes < file.size() * DecodingLimits::kMostFold);
    for (const std::size_t step : {100U, 30'000U}) {
      for (const bool ahead : {false, true}) CHECK(decoded_bytes(step, ahead, 70'000) == bytes);
    }
  }
}

TEST_CASE("input/decoded_source: a short first read leaves a decoder the room that it needs") {
  const std::string first = gzip_of("0123456789\n");
  const std::string whole = gzip_of(noisy_lines(20'000));
  for (std::size_t at = 1000; at < whole.size(); at += 4999) {
    std::string torn = first + whole;
    torn[at] = static_cast<char>(torn[at] ^ 0x55);
    DecodingLog log;
    const std::string text = all_of(*gzip_source(memory_source(torn), log), kSmallestRoom);
    CHECK(decoded(torn) == text + "|gzip|" + faults_of(log));
  }
}

TEST_CASE("input/decoded_source: it goes at once, though a pipe is silent") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const std::string file = gzip_of(noisy_lines(5000)).substr(0, 50'000);
  REQUIRE(::write(ends[1], file.data(), file.size()) == static_cast<ssize_t>(file.size()));
  auto pipe = open_source(fmt::format("/dev/fd/{}", ends[0]));
  REQUIRE(pipe);
  {
    DecodedSource source(std::move(*pipe), {.read_ahead = true});
    std::string room(100, ' ');
    CHECK(*source.read(room.data(), room.size()) == 100);
    CHECK(source.close().encoding() == "gzip");
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace trace_cost::input
