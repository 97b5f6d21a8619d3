// Cuts a stream of bytes into records: JSON objects, blocks of text formats, and the text between
// them.
//
//   Received request from user-123      -> Text
//   {                                   -> Object, whatever follows on the line of its '}'
//       "name": "chat", ...
//   }
//   thread 4 iteration {                -> Text, then Broken (a '{' that leads nowhere)
//   {                                   -> Block, by format_of_block()
//     name          : chat ...
//   }
//   { "name": ...                       -> Broken, when the stream ends before the '}'
//
// What a Broken piece covers comes again in smaller pieces (unless it says otherwise), so that
// whole objects inside a broken one are found too (two writers on one pipe). The work is linear in
// the bytes, whatever they are; the memory is that of the largest record.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "input/binary_cut.h"
#include "input/byte_source.h"
#include "input/object_scanner.h"
#include "input/read_buffer.h"

namespace trace_cost::input {

struct Format;

struct Piece {
  enum class Kind : std::uint8_t { Object, Block, Text, Broken };
  Kind kind = Kind::Text;
  // Valid until the next call of next(). Of an Object, at least kPadding bytes behind it are
  // readable. Of Broken, everything up to the byte where it broke.
  std::string_view text;
  std::uint64_t offset = 0;  // of the first byte, from the start of the stream
  std::uint64_t line = 1;    // of the first byte, from 1
  bool starts_line = false;  // only blanks stand before it on its line
  base::DiagnosticCode reason = base::DiagnosticCode::RecordBroken;  // of Broken
  bool comes_again = true;         // of Broken: its text is handed out once more, in smaller pieces
  bool has_member = false;         // of Broken: at least one whole `"key":` was there
  const Format* format = nullptr;  // of Block, and of a Broken one: whose block it is
  std::size_t header = 0;          // of next_cut(): bytes of the text before the record's content
};

class RecordReader {
 public:
  static constexpr std::size_t kPadding = ReadBuffer::kPadding;
  static constexpr std::size_t kHead = 512;
  // A longer run of text comes in pieces of this size.
  static constexpr std::size_t kLongestText = std::size_t{1} << 16;
  // whole_lines() waits no longer for the end of one.
  static constexpr std::size_t kLongestLine = std::size_t{1} << 24;
  static constexpr std::size_t kLargestRecord = std::size_t{1} << 30;
  static constexpr std::size_t kLargestBlock = std::size_t{1} << 26;

  // `source` must outlive the reader. A buffer of another reader saves making one.
  explicit RecordReader(ByteSource& source, ReadBuffer buffer = {});
  // Precondition: nothing is read any more.
  ReadBuffer take_buffer() { return std::move(buffer_); }

  // The first kHead bytes of the stream, fewer when it is shorter. To be called before next().
  std::string_view head();
  // Whole lines from here on, for readers that know what they expect: all that are in memory, at
  // least one. Empty where the next piece does not begin a line with '{', or belongs to something
  // broken. kPadding bytes behind are readable. Valid until the next call of anything here.
  std::string_view whole_lines();
  // Steps over so many bytes of whole_lines(), which are so many lines.
  void skip_lines(std::size_t bytes, std::uint64_t lines);
  // The next piece in order of its first byte; empty at the end or after a read error. How the
  // source doles out its bytes makes no difference.
  std::optional<Piece> next();
  // The next record of a binary stream as an Object, or what lies between them as Broken. Not to be
  // mixed with next().
  std::optional<Piece> next_cut(BinaryCutter cut);
  // The text from the piece handed out last on: the piece, and `reach` bytes behind it unless the
  // input ends before. Valid until next(); the piece's own text no longer is.
  std::string_view look_ahead(std::size_t reach);
  // As much of it as happens to be in memory: for one who reads on from the source.
  [[nodiscard]] std::string_view in_memory() const { return window(); }
  // Of what comes next, from the start of the stream; the first line is 1.
  [[nodiscard]] std::uint64_t offset() const { return base_ + cursor_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] const base::Failure& failure() const { return failure_; }
  // Of the source: then a record that is cut at the end is no damage of its own.
  [[nodiscard]] bool is_cut() const { return source_.is_cut(); }
  [[nodiscard]] std::uint64_t bytes_read() const { return base_ + filled_; }

 private:
  static constexpr std::uint64_t kNowhere = std::numeric_limits<std::uint64_t>::max();

  bool refill();
  void make_room();
  [[nodiscard]] std::size_t room() const { return buffer_.size() - filled_; }
  Piece cut_piece(const BinaryCut& cut);
  Piece text_run();
  Piece object();
  Piece broken_object(ObjectScanner::State state);
  const Format* block_format();
  Piece block(const Format& format);
  [[nodiscard]] base::DiagnosticCode ended() const;
  Piece broken(base::DiagnosticCode reason, std::size_t size);
  void doom_open_objects();
  [[nodiscard]] Piece piece(Piece::Kind kind, std::size_t size) const;
  void consume(std::size_t size);
  bool may_begin_object();
  [[nodiscard]] std::string_view window() const {
    return {buffer_.data() + cursor_, filled_ - cursor_};
  }

  ByteSource& source_;
  ObjectScanner scanner_;
  ReadBuffer buffer_;
  std::size_t cursor_ = 0;  // first byte not handed out yet
  std::size_t filled_ = 0;
  std::uint64_t base_ = 0;       // stream offset of buffer_[0]
  std::uint64_t last_feed_ = 0;  // stream offset behind the last line feed in the buffer
  std::uint64_t line_ = 1;
  bool blank_line_ = true;                 // only blanks so far on this line
  std::size_t pending_ = 0;                // bytes of the last piece, consumed by the next call
  std::vector<std::uint64_t> doomed_;      // starts of objects known to be broken, last first
  std::uint64_t broken_block_ = kNowhere;  // start of the last block that was handed out as Broken
  std::uint64_t broken_until_ = 0;
  std::size_t breaks_inside_ = 0;  // how often something broke again before broken_until_
  std::uint64_t searched_ = 0;     // bytes that a cutter has looked through more than once
  base::Failure failure_;
};

}  // namespace trace_cost::input
