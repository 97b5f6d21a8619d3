#include "input/decoded_source.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

std::string read_whole(DecodedSource& source) {
  std::string text = all_of(source, 1000);
  return text + "|" + source.log().encoding() + "|" + faults_of(source.log());
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
  CHECK(
      decoded(gzip_of(file))
          .ends_with(
              "|gzip+gzip+gzip+gzip|limit: is encoded more than 4 times over; unpack it first\n"));
}

TEST_CASE("input/decoded_source: the file's bytes are counted, and every layer is limited") {
  const std::string file = gzip_of(std::string(1000, 'x'));
  std::atomic<std::uint64_t> consumed = 5;
  DecodedSource source(memory_source(file), {.limits = {.most = 999}, .consumed = &consumed});
  CHECK(read_whole(source).starts_with(std::string(999, 'x') + "|gzip|limit: "));
  CHECK(source.log().raw_bytes() == file.size());
  CHECK(consumed == 5 + file.size());
}

}  // namespace trace_cost::input
