#include "input/byte_masks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

namespace trace_cost::input {

namespace {

// Every byte value, in an order that puts different ones side by side.
std::string all_bytes() {
  std::string bytes;
  for (std::size_t i = 0; i < BlockMasks::kMostBlocks * ByteMasks::kBlock; ++i) {
    bytes.push_back(static_cast<char>((i * 167 + i / 256) % 256));
  }
  return bytes;
}

}  // namespace

struct Seen {
  explicit Seen(LookAtBytes look, const std::string& text, Controls wanted = Controls::Each) {
    ByteMasks masks{quotes.data(), backslashes.data()};
    if (wanted == Controls::Each) masks.controls = controls.data();
    blocks = look(text.data(), text.size() / ByteMasks::kBlock, masks);
  }
  std::array<std::uint64_t, BlockMasks::kMostBlocks> quotes{};
  std::array<std::uint64_t, BlockMasks::kMostBlocks> backslashes{};
  std::array<std::uint64_t, BlockMasks::kMostBlocks> controls{};
  BlockMasks blocks;
};

TEST_CASE("input/byte_masks: a bit for each byte, by value") {
  const Seen seen(look_plainly, std::string(64, 'a') + "\"\\\n~\x80" + std::string(59, 'a'));
  CHECK(seen.quotes[0] == 0);
  CHECK(seen.quotes[1] == 0b001);
  CHECK(seen.backslashes[1] == 0b010);
  CHECK(seen.controls[1] == 0b100);
  CHECK(seen.blocks.backslashes == 0b10);
  CHECK(seen.blocks.controls == 0b10);
  CHECK(seen.blocks.above_ascii == 0b10);
}

TEST_CASE("input/byte_masks: the vectors of this processor see what a plain look sees") {
  for (const std::string& bytes : {all_bytes(), std::string(640, 'x'), std::string(64, '"')}) {
    for (const Controls wanted : {Controls::Each, Controls::Blocks}) {
      const Seen plain(look_plainly, bytes, wanted);
      const Seen best(best_look(wanted), bytes, wanted);
      CHECK(best.quotes == plain.quotes);
      CHECK(best.backslashes == plain.backslashes);
      CHECK(best.controls == plain.controls);
      CHECK(best.blocks.backslashes == plain.blocks.backslashes);
      CHECK(best.blocks.controls == plain.blocks.controls);
      CHECK(best.blocks.above_ascii == plain.blocks.above_ascii);
    }
  }
}

TEST_CASE("input/byte_masks: line feeds are counted whatever the length") {
  CHECK(count_line_feeds("") == 0);
  CHECK(count_line_feeds("\n") == 1);
  std::string text;
  for (std::size_t i = 0; i < 10'000; ++i) text.push_back(i % 3 == 0 ? '\n' : 'x');
  for (const std::size_t size : {15U, 16U, 17U, 4080U, 4096U, 4097U, 10'000U}) {
    const std::string part = text.substr(0, size);
    const auto expected = std::count(part.begin(), part.end(), '\n');
    CHECK(count_line_feeds(part) == static_cast<std::size_t>(expected));
  }
  CHECK(count_line_feeds(std::string(9000, '\n')) == 9000);
}

}  // namespace trace_cost::input
