// The lines of one writer of a log that several writers share.
//
//   frontend-1 | {                    held: a record is open
//   backend-1  | Received request       (the other writer's line goes on at once)
//   frontend-1 |     "name": "chat"   held
//   frontend-1 | }                    the record is whole: all of it goes on, in one piece
//
// What is held back is a guess at where records end and never changes what they are: who reads the
// text decides. Held too long, it costs memory; let go too early, a record is torn.
#pragma once

#include <cstddef>
#include <string_view>

#include "input/mapped_text.h"
#include "input/object_scanner.h"

namespace trace_cost::input {

class LogWriter {
 public:
  void add(std::string_view text, Place place) { held_.add(text, place); }
  // True when no line and no record is open, so that another writer may come between. Looks at
  // every byte once.
  bool is_settled();
  [[nodiscard]] std::size_t held() const { return held_.unread().size(); }
  // Of the first byte that is held; there must be one.
  [[nodiscard]] Place first_place() const { return held_.first_place(); }
  // Hands on all that is held, a record that is open included.
  void let_go(MappedText& into);

 private:
  // What is open at the end of what was looked at.
  enum class Open : std::uint8_t {
    Nothing,
    Object,  // JSON from begin_ on
    Block,   // lines from a '{' to a '}', each at the start of its line, that are no JSON
  };
  void find_object();
  void follow_object();
  void follow_block();

  MappedText held_;
  ObjectScanner scanner_;
  Open open_ = Open::Nothing;
  std::size_t begin_ = 0;
  std::size_t seen_ = 0;  // up to there nothing is open but what open_ says
};

}  // namespace trace_cost::input
