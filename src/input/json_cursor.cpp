#include "input/json_cursor.h"

namespace trace_cost::input {

namespace {

bool is_of_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+' || c == 'e' || c == 'E';
}

// The open brackets of a value, innermost in the lowest bit; a set bit is an object.
class Nesting {
 public:
  [[nodiscard]] bool is_full() const { return depth_ == 64; }
  [[nodiscard]] bool is_empty() const { return depth_ == 0; }
  [[nodiscard]] bool in_object() const { return (kinds_ & 1) != 0; }
  [[nodiscard]] char closing() const { return in_object() ? '}' : ']'; }
  void open(char bracket) {
    kinds_ = kinds_ << 1 | (bracket == '{' ? 1 : 0);
    ++depth_;
  }
  void close() {
    kinds_ >>= 1;
    --depth_;
  }

 private:
  std::uint64_t kinds_ = 0;
  unsigned depth_ = 0;
};

}  // namespace

bool JsonCursor::take_number(std::string_view& raw) {
  const char* start = at_;
  while (!is_behind() && is_of_number(*at_)) ++at_;
  raw = since(start);
  return !raw.empty();
}

bool JsonCursor::skip_scalar() {
  if (take('"')) return skip_string_rest();
  if (take("true") || take("false") || take("null")) return true;
  std::string_view ignored;
  return take_number(ignored);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one state machine, read in one piece
bool JsonCursor::skip_value() {
  Nesting open;
  bool expects_key = false;
  while (true) {
    if (expects_key && !skip_key()) return false;
    skip_blanks();
    if (is_behind()) return false;
    const char c = peek();
    if (c != '{' && c != '[') {
      if (!skip_scalar()) return false;
    } else {
      if (open.is_full()) return false;
      open.open(c);
      skip(1);
      skip_blanks();
      expects_key = open.in_object();
      if (peek() != '}' && peek() != ']') continue;
    }
    while (!open.is_empty() && take_behind_blanks(open.closing())) open.close();
    if (open.is_empty()) return true;
    if (!take(',')) return false;
    expects_key = open.in_object();
  }
}

bool JsonCursor::skip_key() {
  skip_blanks();
  const char* key = at_ + 1;
  if (!take('"') || tells_of_record(key) || !skip_string_rest()) return false;
  return !has_escape(since(key)) && take_behind_blanks(':');
}

}  // namespace trace_cost::input
