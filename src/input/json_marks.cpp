#include "input/json_marks.h"

#include <simdjson.h>

#include <algorithm>

namespace trace_cost::input {

namespace {

constexpr std::size_t kBlock = ByteMasks::kBlock;
constexpr std::size_t kBatch = BlockMasks::kMostBlocks;

// Where the line ends, by the first control character from there on; empty when that is no line
// end.
std::optional<std::size_t> line_end(std::string_view text, std::size_t from) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  const auto* first = std::find_if(text.begin() + from, text.end(), is_control);
  const auto at = static_cast<std::size_t>(first - text.begin());
  if (at == text.size()) return std::nullopt;
  if (text[at] == '\n') return at;
  const bool is_pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
  return is_pair ? std::optional(at) : std::nullopt;
}

// Checks runs of blocks with bytes above ASCII. Such a run begins and ends at the border of a
// character, since ASCII stands before and behind it.
class Utf8Runs {
 public:
  explicit Utf8Runs(std::string_view text) : text_(text) {}
  // `above_ascii` speaks of `blocks` blocks from the byte `at` on.
  void batch(std::size_t at, std::size_t blocks, std::uint64_t above_ascii) {
    // Going on over a block or two of ASCII costs less than beginning anew behind them.
    above_ascii |= above_ascii << 1 | above_ascii << 2;
    for (std::size_t i = 0; i < blocks;) {
      const std::uint64_t changes = (open_ ? ~above_ascii : above_ascii) >> i;
      if (changes == 0) return;
      i += static_cast<std::size_t>(__builtin_ctzll(changes));
      if (i >= blocks) return;
      if (open_) check(at + i * kBlock);
      start_ = at + i * kBlock;
      open_ = !open_;
    }
  }
  bool finish(std::size_t end) {
    if (open_) check(end);
    return valid_;
  }

 private:
  void check(std::size_t end) {
    valid_ = valid_ && simdjson::validate_utf8(text_.data() + start_, end - start_);
  }

  std::string_view text_;
  std::size_t start_ = 0;
  bool open_ = false;
  bool valid_ = true;
};

}  // namespace

// A run of backslashes escapes what follows it when its length is odd. Adding the runs that start
// at an odd place to all backslashes carries through each of those runs and flips the parity of
// where it ends.
std::uint64_t JsonMarks::Escapes::escaped_by(std::uint64_t backslashes) {
  constexpr std::uint64_t kEven = 0x5555555555555555U;
  backslashes &= ~carried;
  const std::uint64_t follows = backslashes << 1 | carried;
  const std::uint64_t odd_starts = backslashes & ~kEven & ~follows;
  std::uint64_t from_even = 0;
  carried = __builtin_add_overflow(odd_starts, backslashes, &from_even) ? 1 : 0;
  return (kEven ^ from_even << 1) & follows;
}

BlockMasks JsonMarks::mark_blocks(const char* text, std::size_t first, std::size_t blocks,
                                  Escapes& escapes) {
  static const LookAtBytes kLook = best_look(Controls::Blocks);
  static const LookAtBytes kLookForEach = best_look(Controls::Each);
  ByteMasks masks{quotes_.get() + first, escapes_.get() + first};
  if (controls_marked_) masks.controls = controls_.get() + first;
  const BlockMasks found =
      (controls_marked_ ? kLookForEach : kLook)(text + first * kBlock, blocks, masks);
  std::uint64_t todo = found.backslashes | escapes.carried;
  while (todo != 0) {
    const auto i = static_cast<std::size_t>(__builtin_ctzll(todo));
    todo &= todo - 1;
    quotes_[first + i] &= ~escapes.escaped_by(escapes_[first + i]);
    if (i + 1 < blocks) todo |= escapes.carried << (i + 1);
  }
  return found;
}

// Quotes from `end` on are none of ours, and a bit there stops every search.
void JsonMarks::stop_at(std::size_t end) {
  std::uint64_t& last = quotes_[end / kBlock];
  const std::uint64_t stop = std::uint64_t{1} << (end % kBlock);
  last = (last & (stop - 1)) | stop;
}

std::optional<std::size_t> JsonMarks::mark_line(std::string_view text) {
  make_room(text.size() / kBlock + 1);
  controls_marked_ = false;
  Escapes escapes;
  Utf8Runs utf8(text);
  const std::size_t all = (text.size() + kBlock - 1) / kBlock;
  for (std::size_t first = 0; first < all; first += kBatch) {
    const std::size_t blocks = std::min(kBatch, all - first);
    const BlockMasks found = mark_blocks(text.data(), first, blocks, escapes);
    if (found.controls == 0) {
      utf8.batch(first * kBlock, blocks, found.above_ascii);
      continue;
    }
    const auto last = static_cast<std::size_t>(__builtin_ctzll(found.controls));
    const std::optional<std::size_t> end = line_end(text, (first + last) * kBlock);
    utf8.batch(first * kBlock, last + 1, found.above_ascii);
    if (!end || !utf8.finish(*end)) return std::nullopt;
    stop_at(*end);
    return end;
  }
  return std::nullopt;
}

std::size_t JsonMarks::mark_ascii(std::string_view text) {
  make_room(text.size() / kBlock + 1);
  controls_marked_ = true;
  Escapes escapes;
  std::size_t end = text.size();
  const std::size_t all = (text.size() + kBlock - 1) / kBlock;
  for (std::size_t first = 0; first < all; first += kBatch) {
    const std::size_t blocks = std::min(kBatch, all - first);
    const BlockMasks found = mark_blocks(text.data(), first, blocks, escapes);
    if (found.above_ascii == 0) continue;
    const std::size_t from =
        (first + static_cast<std::size_t>(__builtin_ctzll(found.above_ascii))) * kBlock;
    const auto is_above = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; };
    end = static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, end)), text.end(),
                     is_above) -
        text.begin());
    break;
  }
  if (end % kBlock == 0) quotes_[end / kBlock] = 0;
  stop_at(end);
  return end;
}

void JsonMarks::make_room(std::size_t words) {
  if (room_ >= words) return;
  room_ = std::max(words, 2 * room_);
  for (Words* marks : {&quotes_, &escapes_, &controls_}) {
    *marks = std::make_unique_for_overwrite<std::uint64_t[]>(room_ + 1);  // NOLINT(*-c-arrays)
  }
}

}  // namespace trace_cost::input
