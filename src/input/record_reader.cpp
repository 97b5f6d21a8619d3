#include "input/record_reader.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "input/byte_masks.h"
#include "input/format.h"

namespace trace_cost::input {

namespace {
constexpr std::size_t kFirstBuffer = std::size_t{1} << 22;
// A larger one, made for some large record, is not used for another stream.
constexpr std::size_t kLargestKept = std::size_t{1} << 24;

// Braces inside the strings of a broken object can look like objects that break once more. After
// this many, what breaks inside is not looked into again, so that no input makes the reader go over
// it again and again.
constexpr std::size_t kBreaksInside = 64;

bool is_line_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
}  // namespace

RecordReader::RecordReader(ByteSource& source, ReadBuffer buffer)
    : source_(source), buffer_(std::move(buffer)) {
  const bool fits = buffer_.size() >= kFirstBuffer && buffer_.size() <= kLargestKept;
  if (!fits) buffer_ = ReadBuffer(kFirstBuffer);
}

std::optional<Piece> RecordReader::next() {
  consume(pending_);
  pending_ = 0;
  if (cursor_ == filled_ && !refill()) return std::nullopt;
  if (const Format* format = block_format()) return block(*format);
  const bool begins = window().front() == '{' && may_begin_object();
  return begins ? object() : text_run();
}

std::string_view RecordReader::whole_lines() {
  consume(pending_);
  pending_ = 0;
  if (cursor_ == filled_ && !refill()) return {};
  if (!blank_line_ || offset() < broken_until_ || window().front() != '{') return {};
  while (last_feed_ <= offset()) {
    if (window().size() >= kLongestLine || !refill()) return {};
  }
  return window().substr(0, static_cast<std::size_t>(last_feed_ - offset()));
}

void RecordReader::skip_lines(std::size_t bytes, std::uint64_t lines) {
  cursor_ += bytes;
  line_ += lines;
  blank_line_ = true;
}

std::optional<Piece> RecordReader::next_cut(BinaryCutter cut) {
  constexpr std::uint64_t kSearchesOfAByte = 8;
  cursor_ += std::exchange(pending_, 0);
  if (cursor_ == filled_ && !refill()) return std::nullopt;
  BinaryFront front{window(), false, searched_ <= kSearchesOfAByte * (offset() + kFirstBuffer)};
  BinaryCut found = cut(front);
  while (found.kind == BinaryCut::Kind::More && !front.at_end) {
    front.at_end = !refill();
    front.bytes = window();
    found = cut(front);
  }
  searched_ += found.searched;
  return cut_piece(found);
}

Piece RecordReader::cut_piece(const BinaryCut& cut) {
  const bool was_cut = cut.kind == BinaryCut::Kind::More;
  pending_ = was_cut ? window().size() : cut.size;
  const bool is_record = cut.kind == BinaryCut::Kind::Record;
  Piece found = piece(is_record ? Piece::Kind::Object : Piece::Kind::Broken, pending_);
  found.comes_again = false;
  found.header = cut.header;
  if (was_cut) found.reason = base::DiagnosticCode::RecordCut;
  return found;
}

// An object that is known to break where the last one broke is not scanned again.
bool RecordReader::may_begin_object() {
  while (!doomed_.empty() && doomed_.back() < offset()) doomed_.pop_back();
  return doomed_.empty() || doomed_.back() != offset();
}

Piece RecordReader::piece(Piece::Kind kind, std::size_t size) const {
  Piece found;
  found.kind = kind;
  found.text = window().substr(0, size);
  found.offset = offset();
  found.line = line_;
  found.starts_line = blank_line_;
  return found;
}

std::string_view RecordReader::head() {
  while (window().size() < kHead && refill()) {
  }
  return window().substr(0, kHead);
}

std::string_view RecordReader::look_ahead(std::size_t reach) {
  while (window().size() < pending_ + reach && refill()) {
  }
  return window().substr(0, pending_ + reach);
}

// Up to the end of the line or the next brace; at least one byte.
Piece RecordReader::text_run() {
  std::size_t size = window().front() == '\n' ? 0 : 1;
  while (true) {
    const std::string_view run = window().substr(0, kLongestText);
    size = std::min(run.find_first_of("\n{", size), run.size());
    if (size < run.size() || size == kLongestText || !refill()) break;
  }
  const bool ends_line = size < std::min(window().size(), kLongestText) && window()[size] == '\n';
  if (ends_line) ++size;
  pending_ = size;
  return piece(Piece::Kind::Text, size);
}

Piece RecordReader::object() {
  scanner_.restart();
  while (true) {
    const ObjectScanner::State state = scanner_.feed(window().substr(0, kLargestRecord));
    if (state == ObjectScanner::State::Complete) {
      pending_ = scanner_.position();
      return piece(Piece::Kind::Object, pending_);
    }
    if (state != ObjectScanner::State::More || window().size() >= kLargestRecord || !refill()) {
      return broken_object(state);
    }
  }
}

Piece RecordReader::broken_object(ObjectScanner::State state) {
  base::DiagnosticCode reason = base::DiagnosticCode::RecordBroken;
  std::size_t size = scanner_.position();
  if (state == ObjectScanner::State::TooDeep) {
    reason = base::DiagnosticCode::RecordTooDeep;
  } else if (state == ObjectScanner::State::More) {
    size = std::min(window().size(), kLargestRecord);
    reason = size >= kLargestRecord ? base::DiagnosticCode::RecordTooLarge : ended();
  }
  Piece found = broken(reason, size);
  found.has_member = scanner_.saw_member();
  if (found.comes_again) doom_open_objects();
  return found;
}

// Blocks with a brace begin anywhere, as objects do; others at the start of a line. One that was
// found to be broken comes again as something else.
const Format* RecordReader::block_format() {
  const char first = window().front();
  if (!may_begin_block(first) || offset() == broken_block_) return nullptr;
  if (first != '{' && !blank_line_) return nullptr;
  while (window().size() < TextRecords::kFront && refill()) {
  }
  return format_of_block(window().substr(0, TextRecords::kFront));
}

// Measures anew only when twice as much is there, so that the work stays linear.
Piece RecordReader::block(const Format& format) {
  bool at_end = false;
  Extent extent = format.text.measure(window().substr(0, kLargestBlock), at_end);
  while (extent.state == Extent::State::More && !at_end && window().size() < kLargestBlock) {
    const std::size_t enough = window().size() * 2;
    while (window().size() < enough && !at_end) at_end = !refill();
    extent = format.text.measure(window().substr(0, kLargestBlock), at_end);
  }
  Piece found;
  if (extent.state == Extent::State::Whole) {
    pending_ = extent.size;
    found = piece(Piece::Kind::Block, extent.size);
  } else if (extent.state == Extent::State::Torn) {
    found = broken(base::DiagnosticCode::RecordBroken, extent.size);
  } else if (window().size() >= kLargestBlock) {
    found = broken(base::DiagnosticCode::RecordTooLarge, kLargestBlock);
  } else {
    found = broken(ended(), window().size());
  }
  found.format = &format;
  if (found.kind == Piece::Kind::Broken) broken_block_ = offset();
  return found;
}

// What is wrong with a record that is not over where the source is.
base::DiagnosticCode RecordReader::ended() const {
  return source_.more_follows() ? base::DiagnosticCode::RecordBroken
                                : base::DiagnosticCode::RecordCut;
}

Piece RecordReader::broken(base::DiagnosticCode reason, std::size_t size) {
  Piece found = piece(Piece::Kind::Broken, size);
  found.reason = reason;
  const bool again = offset() < broken_until_;
  breaks_inside_ = again ? breaks_inside_ + 1 : 0;
  broken_until_ = std::max(broken_until_, offset() + size);
  const bool unbounded = reason == base::DiagnosticCode::RecordTooLarge ||
                         reason == base::DiagnosticCode::RecordTooDeep;
  if (unbounded || breaks_inside_ > kBreaksInside) {
    pending_ = size;  // nothing inside is worth a second look
    found.comes_again = false;
  }
  return found;  // else nothing is consumed: the same place comes again, as something else
}

void RecordReader::doom_open_objects() {
  for (const std::size_t start : scanner_.open_objects()) doomed_.push_back(offset() + start);
  std::sort(doomed_.begin(), doomed_.end(), std::greater<>{});
}

void RecordReader::consume(std::size_t size) {
  const std::string_view gone = window().substr(0, size);
  const std::size_t last_line = gone.rfind('\n');
  line_ += count_line_feeds(gone);
  const std::string_view tail =
      last_line == std::string_view::npos ? gone : gone.substr(last_line + 1);
  const bool tail_blank = std::all_of(tail.begin(), tail.end(), is_line_blank);
  blank_line_ = last_line == std::string_view::npos ? blank_line_ && tail_blank : tail_blank;
  cursor_ += size;
}

// Moves what is left to the front of the buffer, or of one twice as large when that is not enough.
void RecordReader::make_room() {
  const std::string_view left = window();
  if (buffer_.size() - left.size() < kFirstBuffer / 2) {
    ReadBuffer larger(buffer_.size() * 2);
    std::memcpy(larger.data(), left.data(), left.size());
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.data(), left.data(), left.size());
  }
  base_ += cursor_;
  cursor_ = 0;
  filled_ = left.size();
}

bool RecordReader::refill() {
  if (failure_) return false;
  if (room() < kFirstBuffer / 2) make_room();
  const base::Result<std::size_t> got = source_.read(buffer_.data() + filled_, room());
  if (!got) {
    failure_ = got.error();
    return false;
  }
  const std::string_view fresh(buffer_.data() + filled_, *got);
  const void* feed = ::memrchr(fresh.data(), '\n', fresh.size());
  if (feed != nullptr) {
    last_feed_ =
        base_ + static_cast<std::uint64_t>(static_cast<const char*>(feed) - buffer_.data()) + 1;
  }
  filled_ += *got;
  std::memset(buffer_.data() + filled_, 0, kPadding);
  return *got > 0;
}

}  // namespace trace_cost::input
