// Steps through JSON by what is expected next. Every byte it passes is either compared or lies
// inside a string whose end JsonMarks has found, so a text that was walked from end to end is JSON;
// anything unexpected is a `false`, and the caller gives up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "input/json_marks.h"

namespace trace_cost::input {

template <typename Word>
inline Word word_at(const char* text) {
  Word word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

// Whether the first `kSize` bytes are the same, compared word by word, the last word overlapping:
// compilers turn the words of a literal into constants, where for most sizes they call memcmp.
template <typename Word, std::size_t kSize>
inline bool same_words(const char* text, const char* literal) {
  Word differs = 0;
  for (std::size_t i = 0; i + sizeof(Word) <= kSize; i += sizeof(Word)) {
    differs |= static_cast<Word>(word_at<Word>(text + i) ^ word_at<Word>(literal + i));
  }
  constexpr std::size_t kLast = kSize - sizeof(Word);
  differs |= static_cast<Word>(word_at<Word>(text + kLast) ^ word_at<Word>(literal + kLast));
  return differs == 0;
}
template <std::size_t kSize>
inline bool stands_at(const char* text, const char* literal) {
  if constexpr (kSize >= 8) return same_words<std::uint64_t, kSize>(text, literal);
  if constexpr (kSize >= 4) return same_words<std::uint32_t, kSize>(text, literal);
  if constexpr (kSize >= 2) return same_words<std::uint16_t, kSize>(text, literal);
  return *text == *literal;
}

class JsonCursor {
 public:
  // `text` was marked by `marks`, has JsonMarks' readable bytes behind it, and both outlive the
  // cursor, which starts `at` bytes into the text.
  JsonCursor(std::string_view text, const JsonMarks& marks, std::size_t at = 0)
      : begin_(text.data()),
        at_(text.data() + at),
        size_(text.size()),
        quotes_(marks.quotes()),
        marks_(&marks) {}

  // Bytes from the start of the text. At most a few literals behind its end.
  [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  [[nodiscard]] bool at_end() const { return position() == size_; }
  // Behind the end, what was compared is no part of the text.
  [[nodiscard]] bool is_past_end() const { return position() > size_; }
  [[nodiscard]] char peek() const { return *at_; }
  // For looking ahead, by at most JsonMarks' readable bytes.
  [[nodiscard]] const char* here() const { return at_; }
  [[nodiscard]] std::string_view since(const char* start) const {
    return {start, static_cast<std::size_t>(at_ - start)};
  }

  // Steps over `literal` if it stands here.
  template <std::size_t kSize>
  bool take(const char (&literal)[kSize]) {  // NOLINT(*-avoid-c-arrays): literals are arrays
    if (!stands_at<kSize - 1>(at_, literal)) return false;
    at_ += kSize - 1;
    return true;
  }
  bool take(char c) {
    if (*at_ != c) return false;
    ++at_;
    return true;
  }
  bool take_bytes(std::string_view bytes) {
    if (is_behind() || size_ - position() < bytes.size() ||
        std::memcmp(at_, bytes.data(), bytes.size()) != 0) {
      return false;
    }
    at_ += bytes.size();
    return true;
  }
  void skip(std::size_t bytes) { at_ += bytes; }

  // Stands behind an opening quote: steps over the rest of the string and its closing quote.
  bool skip_string_rest() {
    const std::size_t from = position();
    if (from >= size_) return false;
    const std::size_t end = JsonMarks::next_bit(quotes_, from);
    at_ = begin_ + end + 1;
    return end < size_ && !marks_->has_control(from, end);
  }
  // The same, and gives what is inside as it is written.
  bool take_string_rest(std::string_view& raw) {
    const char* start = at_;
    if (!skip_string_rest()) return false;
    raw = {start, static_cast<std::size_t>(at_ - start) - 1};
    return true;
  }
  // Whether a text of this line holds a backslash, so that it is not what it says.
  [[nodiscard]] bool has_escape(std::string_view raw) const {
    const auto from = static_cast<std::size_t>(raw.data() - begin_);
    return marks_->has_escape(from, from + raw.size());
  }

  // A number, as it is written: digits, signs, points and exponents; at least one byte.
  bool take_number(std::string_view& raw);
  // Any value, with or without blanks in it. False when it is nested deeper than 64 levels, and
  // when a key in it tells of another record.
  bool skip_value();
  // Whether a key, from behind its opening quote on, begins like "resourceSpans" and the "resource"
  // of a console's span. Inside of a value that is the trace of another record, which was swallowed
  // there (JsonRecords::once); the plain reader judges that.
  static bool tells_of_record(const char* key) { return stands_at<8>(key, "resource"); }

 private:
  // Nothing may be read in a loop from here on.
  [[nodiscard]] bool is_behind() const { return position() >= size_; }
  bool skip_scalar();
  bool skip_key();
  bool take_behind_blanks(char c) {
    skip_blanks();
    return take(c);
  }
  void skip_blanks() {
    while (!is_behind() && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  const char* begin_;
  const char* at_;
  std::size_t size_;
  const std::uint64_t* quotes_;
  const JsonMarks* marks_;
};

}  // namespace trace_cost::input
