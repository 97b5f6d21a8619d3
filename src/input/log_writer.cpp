#include "input/log_writer.h"

#include <algorithm>

namespace trace_cost::input {

bool LogWriter::is_settled() {
  const std::size_t size = held_.unread().size();
  if (!held_.unread().ends_with('\n')) return false;
  while (seen_ < size) {
    switch (open_) {
      case Open::Nothing:
        find_object();
        break;
      case Open::Object:
        follow_object();
        break;
      case Open::Block:
        follow_block();
        break;
    }
  }
  return open_ == Open::Nothing;
}

void LogWriter::find_object() {
  const std::string_view text = held_.unread();
  begin_ = std::min(text.find('{', seen_), text.size());
  seen_ = begin_;
  if (begin_ == text.size()) return;
  scanner_.restart();
  open_ = Open::Object;
}

void LogWriter::follow_object() {
  const std::string_view text = held_.unread();
  const ObjectScanner::State state = scanner_.feed(text.substr(begin_));
  // A brace that breaks at once was looked at all the same.
  seen_ = std::max(begin_ + 1, begin_ + scanner_.position());
  if (state == ObjectScanner::State::More) return;
  const bool alone =
      (begin_ == 0 || text[begin_ - 1] == '\n') &&
      (text.substr(begin_).starts_with("{\n") || text.substr(begin_).starts_with("{\r\n"));
  const bool is_block = state != ObjectScanner::State::Complete && alone;
  open_ = is_block ? Open::Block : Open::Nothing;
}

void LogWriter::follow_block() {
  const std::string_view text = held_.unread();
  const std::size_t end = text.find("\n}", seen_ - 1);
  if (end == std::string_view::npos) {
    seen_ = text.size();
  } else {
    seen_ = end + 2;
    open_ = Open::Nothing;
  }
}

void LogWriter::let_go(MappedText& into) {
  into.add_all(held_);
  open_ = Open::Nothing;
  seen_ = 0;
}

}  // namespace trace_cost::input
