// The quotes of JSON, found 64 bytes at a time.
//
//   text     {"name":"say \"hi\"","kind":1}⏎
//   quotes    1    1 1            1 1    1        one bit a byte; escaped quotes are no quotes
//
// A reader that knows where strings end can step over any of them in one move, however long. While
// at it, the pass proves what a strict parser would have to look at every byte for: valid UTF-8,
// and no control characters where none may be. Source of the escape arithmetic: Langdale and
// Lemire, "Parsing Gigabytes of JSON per Second", 2019.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "input/byte_masks.h"

namespace trace_cost::input {

class JsonMarks {
 public:
  // Either marks its text anew. 64 bytes behind it must be readable; what they are does not matter.

  // Marks the first line of `text` and returns its length without the line feed and a carriage
  // return before it. Empty when `text` holds no line feed, or the line holds another control
  // character or bytes that are no UTF-8.
  std::optional<std::size_t> mark_line(std::string_view text);
  // Marks `text` up to the first byte that is not ASCII and returns how many bytes that are.
  // Control characters are marked, too.
  std::size_t mark_ascii(std::string_view text);

  // The next quote at or behind `at`, which is not behind what was marked; the end of that when
  // there is none.
  [[nodiscard]] std::size_t next_quote(std::size_t at) const {
    return next_bit(quotes_.data(), at);
  }
  // For next_bit(), until the next mark.
  [[nodiscard]] const std::uint64_t* quotes() const { return quotes_.data(); }
  // The first bit at or behind `at`; there must be one.
  static std::size_t next_bit(const std::uint64_t* marks, std::size_t at) {
    std::size_t word = at / 64;
    std::uint64_t bits = marks[word] >> (at % 64);
    if (bits != 0) return at + static_cast<std::size_t>(__builtin_ctzll(bits));
    do {
      bits = marks[++word];
    } while (bits == 0);
    return word * 64 + static_cast<std::size_t>(__builtin_ctzll(bits));
  }

  // Whether a backslash stands in [from, to), both within what was marked.
  [[nodiscard]] bool has_escape(std::size_t from, std::size_t to) const {
    return any_of(escapes_, from, to);
  }
  // The same of control characters; false after mark_line().
  [[nodiscard]] bool has_control(std::size_t from, std::size_t to) const {
    return controls_marked_ && any_of(controls_, from, to);
  }

 private:
  static bool any_of(const std::vector<std::uint64_t>& marks, std::size_t from, std::size_t to) {
    for (std::size_t word = from / 64; word * 64 < to; ++word) {
      std::uint64_t bits = marks[word];
      if (word == from / 64) bits &= ~std::uint64_t{0} << (from % 64);
      if (to < (word + 1) * 64) bits &= ~(~std::uint64_t{0} << (to % 64));
      if (bits != 0) return true;
    }
    return false;
  }
  // Follows backslashes from block to block.
  struct Escapes {
    // The bytes of the next block that a backslash before them escapes.
    std::uint64_t escaped_by(std::uint64_t backslashes);
    std::uint64_t carried = 0;  // 1: the first byte of the next block is escaped
  };
  BlockMasks mark_blocks(const char* text, std::size_t first, std::size_t blocks, Escapes& escapes);
  void stop_at(std::size_t end);
  void make_room(std::size_t words);

  std::vector<std::uint64_t> quotes_;   // a bit at the end stops every search
  std::vector<std::uint64_t> escapes_;  // backslashes, whether they escape or are escaped
  std::vector<std::uint64_t> controls_;
  bool controls_marked_ = false;
};

}  // namespace trace_cost::input
