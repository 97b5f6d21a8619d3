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

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

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
  [[nodiscard]] std::size_t next_quote(std::size_t at) const { return next_bit(quotes_.get(), at); }
  // For next_bit(), until the next mark.
  [[nodiscard]] const std::uint64_t* quotes() const { return quotes_.get(); }
  // The first bit at or behind `at`; there must be one.
  static std::size_t next_bit(const std::uint64_t* marks, std::size_t at) {
    const std::uint64_t bits = window(marks, at);
    if (bits != 0) return at + static_cast<std::size_t>(__builtin_ctzll(bits));
    std::size_t word = at / 64 + 1;  // what of it was in the window is zero
    while (marks[word] == 0) ++word;
    return word * 64 + static_cast<std::size_t>(__builtin_ctzll(marks[word]));
  }

  // Whether a backslash stands in [from, to), both within what was marked.
  [[nodiscard]] bool has_escape(std::size_t from, std::size_t to) const {
    return any_of(escapes_.get(), from, to);
  }
  // The same of control characters; false after mark_line().
  [[nodiscard]] bool has_control(std::size_t from, std::size_t to) const {
    return controls_marked_ && any_of(controls_.get(), from, to);
  }

 private:
  using Words = std::unique_ptr<std::uint64_t[]>;  // NOLINT(*-avoid-c-arrays): nothing is zeroed
  static constexpr std::size_t kWindow = 57;

  // At least kWindow marks from `at` on: most strings end within, so nobody has to guess whether
  // they end in this word of the marks or in the next.
  static std::uint64_t window(const std::uint64_t* marks, std::size_t at) {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t bits = 0;
    std::memcpy(&bits, reinterpret_cast<const char*>(marks) + at / 8, sizeof bits);  // NOLINT
    return bits >> (at % 8);
  }
  static bool any_of(const std::uint64_t* marks, std::size_t from, std::size_t to) {
    for (; to - from > kWindow; from += kWindow) {
      if (window(marks, from) << (64 - kWindow) != 0) return true;
    }
    return from < to && window(marks, from) << (64 - (to - from)) != 0;
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

  std::size_t room_ = 0;  // in words; one more is readable behind them
  Words quotes_;          // a bit at the end stops every search
  Words escapes_;         // backslashes, whether they escape or are escaped
  Words controls_;
  bool controls_marked_ = false;
};

}  // namespace trace_cost::input
