#include "input/zstd_source.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

Unpacked unpack(const std::string& encoded, std::size_t step = std::size_t{1} << 20,
                std::size_t room = std::size_t{1} << 20) {
  DecodingLog log;
  const auto source = zstd_source(memory_source(encoded, step), log);
  std::string text = all_of(*source, room);
  return {std::move(text), faults_of(log)};
}

std::string skippable(const std::string& text = "abc") {
  return std::string("\x50\x2A\x4D\x18", 4) + static_cast<char>(text.size()) +
         std::string(3, '\0') + text;
}

// Of a frame that tells its size in four bytes: magic, flags, size | the block's header, where the
// block's size stands above three other bits | the block (RFC 8878).
std::size_t end_of_first_block(const std::string& frame) {
  constexpr std::size_t kHeader = 4 + 1 + 4;
  constexpr std::size_t kBlockHeader = 3;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(frame[kHeader + i]); };
  return kHeader + kBlockHeader + (byte(0) + 0x100U * byte(1) + 0x10000U * byte(2)) / 8;
}

}  // namespace

TEST_CASE("input/zstd_source: frames come out one behind the other, skippable ones do not") {
  const std::string one = noisy_lines(20'000);
  const std::string encoded =
      skippable() + zstd_of(one) + skippable() + zstd_of("") + zstd_of("two\n") + skippable();
  CHECK(is_zstd(encoded));
  for (const std::size_t step : {1U, 7U, 4096U, 1U << 20}) {
    CAPTURE(step);
    CHECK(unpack(encoded, step).text == one + "two\n");
    CHECK(unpack(encoded, step).faults.empty());
  }
  CHECK(unpack(encoded, 4096, 10).text == one + "two\n");
}

TEST_CASE("input/zstd_source: what was decoded before a cut is delivered, to the block") {
  const std::string text = noisy_lines(40'000);  // several blocks of 128 KiB
  const std::string encoded = zstd_of(text);
  const Unpacked got = unpack(encoded.substr(0, encoded.size() - 1));
  CHECK(got.text == text);  // all but the checksum is there
  CHECK(got.faults ==
        "cut " + std::to_string(encoded.size() - 4) + ": zstd damaged: it is cut here\n");
  const Unpacked half = unpack(encoded.substr(0, encoded.size() / 2));
  CHECK(half.text.size() > text.size() / 3);
  CHECK(text.starts_with(half.text));
}

TEST_CASE("input/zstd_source: a skippable frame at the end is whole, however little it holds") {
  const std::string one = zstd_of("one\n");
  for (const std::size_t size : {0U, 1U, 2U, 3U}) {
    CAPTURE(size);
    const std::string frame = skippable(std::string(size, 'x'));
    for (const std::size_t step : {1U, 1U << 20}) {
      CHECK(unpack(one + frame, step).text == "one\n");
      CHECK(unpack(one + frame, step).faults.empty());
    }
    CHECK(unpack(frame).faults.empty());
    const Unpacked cut = unpack(one + frame.substr(0, frame.size() - 1));
    CHECK(cut.faults.starts_with("cut "));
    CHECK(cut.faults.ends_with(": zstd damaged: it is cut here\n"));
  }
}

TEST_CASE("input/zstd_source: a whole block is delivered where the next one's header is cut") {
  const std::string text = noisy_lines(40'000);
  const std::string encoded = zstd_of(text);
  const std::size_t first = end_of_first_block(encoded);
  for (const std::size_t more : {0U, 1U, 2U}) {
    CAPTURE(more);
    const Unpacked got = unpack(encoded.substr(0, first + more));
    CHECK(got.text.size() > 10'000);
    CHECK(text.starts_with(got.text));
    CHECK(got.faults == "cut " + std::to_string(first + more) + ": zstd damaged: it is cut here\n");
  }
  CHECK(unpack(encoded.substr(0, first - 1)).text.empty());
}

TEST_CASE("input/zstd_source: damage costs the rest of its frame and no other") {
  const std::string text = noisy_lines(40'000);
  std::string torn = zstd_of(text);
  torn.resize(torn.size() / 2);
  for (const std::size_t step : {7U, 1U << 20}) {
    const Unpacked got = unpack(torn + zstd_of("next\n"), step);
    REQUIRE(got.text.ends_with("\nnext\n"));
    CHECK(got.text.size() > text.size() / 3);
    CHECK(text.starts_with(got.text.substr(0, got.text.size() - 6)));
    CHECK(got.faults.find(": zstd damaged: ") != std::string::npos);
  }
}

TEST_CASE("input/zstd_source: garbage is told, and frames behind it are found") {
  const std::string one = zstd_of("one\n");
  const std::string told = "damaged " + std::to_string(one.size()) +
                           ": zstd damaged: no zstd frame where one must begin\n";
  CHECK(unpack(one + "garbage").text == "one\n");
  CHECK(unpack(one + "garbage").faults == told);
  CHECK(unpack(one + "garbage" + zstd_of("two\n")).text == "one\n\ntwo\n");
  CHECK(unpack(one + "garbage" + zstd_of("two\n")).faults == told);
}

TEST_CASE("input/zstd_source: a frame that needs a huge window is told, not tried") {
  // A frame header that asks for a window of 2 GiB, and an empty last block.
  const std::string huge("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00", 9);
  CHECK(unpack(huge).text.empty());
  CHECK(unpack(huge).faults ==
        "damaged 5: zstd damaged: it needs a window of more than 128 MiB (zstd --long=28 "
        "and more)\n");
}

}  // namespace trace_cost::input
