#include "input/record_reader.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "input/byte_masks.h"

namespace trace_cost::input {

namespace {
constexpr std::size_t kFirstBuffer = std::size_t{1} << 20;

// Braces inside the strings of a broken object can look like objects that break once more. After
// this many, what breaks inside is not looked into again, so that no input makes the reader go over
// it again and again.
constexpr std::size_t kBreaksInside = 64;

bool is_line_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
}  // namespace

RecordReader::RecordReader(ByteSource& source)
    : source_(source), buffer_(kFirstBuffer + kPadding) {}

std::optional<Piece> RecordReader::next() {
  consume(pending_);
  pending_ = 0;
  if (cursor_ == filled_ && !refill()) return std::nullopt;
  const bool begins = buffer_[cursor_] == '{' && may_begin_object();
  Piece found = begins ? object() : text_run();
  return found;
}

std::string_view RecordReader::whole_lines() {
  consume(pending_);
  pending_ = 0;
  if (cursor_ == filled_ && !refill()) return {};
  if (!blank_line_ || offset() < broken_until_ || window().front() != '{') return {};
  while (last_feed_ <= offset()) {
    if (window().size() >= kLargestRecord || !refill()) return {};
  }
  return window().substr(0, static_cast<std::size_t>(last_feed_ - offset()));
}

void RecordReader::skip_lines(std::size_t bytes, std::uint64_t lines) {
  cursor_ += bytes;
  line_ += lines;
  blank_line_ = true;
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
  return window();
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
    const ObjectScanner::State state = scanner_.feed(window());
    if (state == ObjectScanner::State::Complete) {
      pending_ = scanner_.position();
      return piece(Piece::Kind::Object, pending_);
    }
    if (state != ObjectScanner::State::More) return broken(state, scanner_.position());
    if (window().size() >= kLargestRecord || !refill()) return broken(state, window().size());
  }
}

Piece RecordReader::broken(ObjectScanner::State state, std::size_t size) {
  Piece found = piece(Piece::Kind::Broken, size);
  found.has_member = scanner_.saw_member();
  const bool too_large = state == ObjectScanner::State::More && size >= kLargestRecord;
  if (too_large) {
    found.reason = base::DiagnosticCode::RecordTooLarge;
  } else if (state == ObjectScanner::State::TooDeep) {
    found.reason = base::DiagnosticCode::RecordTooDeep;
  } else if (state == ObjectScanner::State::More && !source_.more_follows()) {
    found.reason = base::DiagnosticCode::RecordCut;
  }
  const bool again = offset() < broken_until_;
  breaks_inside_ = again ? breaks_inside_ + 1 : 0;
  broken_until_ = std::max(broken_until_, offset() + size);
  if (too_large || state == ObjectScanner::State::TooDeep || breaks_inside_ > kBreaksInside) {
    pending_ = size;  // nothing inside is worth a second look
    found.comes_again = false;
  } else {
    doom_open_objects();  // nothing is consumed: the same brace comes again, as text
  }
  return found;
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

// Moves what is left to the front of the buffer, and doubles the buffer when that is not enough.
void RecordReader::make_room() {
  const std::size_t left = filled_ - cursor_;
  if (cursor_ > 0) std::memmove(buffer_.data(), buffer_.data() + cursor_, left);
  base_ += cursor_;
  cursor_ = 0;
  filled_ = left;
  const std::size_t room = buffer_.size() - kPadding - filled_;
  if (room < kFirstBuffer / 2) buffer_.resize((buffer_.size() - kPadding) * 2 + kPadding);
}

bool RecordReader::refill() {
  if (failure_) return false;
  if (buffer_.size() - kPadding - filled_ < kFirstBuffer / 2) make_room();
  const base::Result<std::size_t> got =
      source_.read(buffer_.data() + filled_, buffer_.size() - kPadding - filled_);
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
  return *got > 0;
}

}  // namespace trace_cost::input
