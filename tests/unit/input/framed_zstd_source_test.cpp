#include "input/framed_zstd_source.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "input/decoded_source.h"
#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

Unpacked unpack(const std::string& encoded, std::size_t step = std::size_t{1} << 20) {
  DecodingLog log;
  const auto source = framed_zstd_source(memory_source(encoded, step), {}, log);
  std::string text = all_of(*source, 1000);
  return {std::move(text), faults_of(log)};
}

}  // namespace

TEST_CASE("input/framed_zstd_source: JSON messages come out as lines") {
  const std::string large = "{\"a\":\"" + std::string(1'000'000, 'x') + "\"}";
  const std::string encoded = message_of("{\"b\":1}") + message_of(large) + message_of(" [2]\n");
  CHECK(is_framed_zstd(encoded));
  for (const std::size_t step : {1U, 7U, 1U << 20}) {
    const Unpacked got = unpack(encoded, step);
    CHECK(got.text == "{\"b\":1}\n" + large + "\n [2]\n");
    CHECK(got.faults.empty());
  }
}

TEST_CASE("input/framed_zstd_source: other messages keep their length in front") {
  const std::string request(
      "\x0A\x03"
      "abc",
      5);
  const std::string encoded = message_of(request) + message_of("") + message_of(request);
  const std::string framed = std::string("\0\0\0\5", 4) + request;
  CHECK(unpack(encoded).text == framed + framed);
}

TEST_CASE("input/framed_zstd_source: an empty message is nothing") {
  const Unpacked got =
      unpack(message_of("") + message_of("{\"a\":1}") + message_of("") + message_of(" \n"));
  CHECK(got.text == "{\"a\":1}\n");
  CHECK(got.faults.empty());
}

TEST_CASE("input/framed_zstd_source: a message beyond the limit is not decoded to its end") {
  constexpr std::uint64_t kLimit = 300'000;
  const std::string bomb = "{\"a\":\"" + noisy_lines(400'000) + "\"}";
  for (const std::string& text : {bomb, bomb.substr(1)}) {  // JSON, and what may be protobuf
    std::atomic<std::uint64_t> consumed = 0;
    DecodedSource source(memory_source(message_of(text), 4096),
                         {.limits = {.most = kLimit}, .consumed = &consumed});
    CHECK(all_of(source).size() == kLimit);
    CHECK(source.is_cut());
    CHECK(faults_of(source.close()).find("decodes to more than 300000 bytes") != std::string::npos);
    CHECK(consumed < 1'000'000);
  }
}

TEST_CASE("input/framed_zstd_source: a damaged message costs itself") {
  const std::string one = message_of("{\"a\":1}");
  std::string torn = message_of("{\"b\":\"" + noisy_lines(100) + "\"}");
  const std::string at = std::to_string(one.size());
  torn[torn.size() / 2] = static_cast<char>(torn[torn.size() / 2] + 1);
  const Unpacked got = unpack(one + torn + message_of("{\"c\":3}") + message_of("{\"d\":4}"));
  CHECK(got.text == "{\"a\":1}\n{\"c\":3}\n{\"d\":4}\n");
  CHECK(got.faults.find("damaged " + at + ": zstd message damaged: ") == 0);
  CHECK(got.faults.find('\n') == got.faults.size() - 1);
}

TEST_CASE("input/framed_zstd_source: a wrong length loses nothing") {
  std::string wrong = message_of("{\"a\":1}");
  wrong[3] = static_cast<char>(wrong[3] + 1);
  const Unpacked got = unpack(wrong + message_of("{\"b\":2}"));
  CHECK(got.text == "{\"a\":1}\n{\"b\":2}\n");
  CHECK(got.faults.empty());
}

TEST_CASE("input/framed_zstd_source: a message that is cut is told; so is what is no message") {
  const std::string one = message_of("{\"a\":1}");
  const std::string at = std::to_string(one.size());
  CHECK(unpack(one + one.substr(0, 12)).text == "{\"a\":1}\n");
  CHECK(unpack(one + one.substr(0, 12)).faults ==
        "cut " + at + ": zstd message damaged: it is cut at the end of the input\n");
  CHECK(unpack(one + "ab").faults ==
        "damaged " + at + ": zstd message damaged: no zstd frame behind the length\n");
  CHECK(unpack(one + "garbage" + one).text == "{\"a\":1}\n{\"a\":1}\n");
}

}  // namespace trace_cost::input
