// Writes JSON, indented by two blanks, in pure ASCII. Nothing is kept but the text, so that a
// report of a million rows takes up no more than it is long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/finding.h"
#include "report/document.h"

namespace trace_cost::report {

class JsonWriter {
 public:
  // Whatever is begun must be ended. In an object each value stands behind its key().
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void null();
  void boolean(bool yes);
  void integer(std::int64_t number);
  void number(double number);
  // Raw bytes: what is no UTF-8 becomes U+FFFD.
  void text(std::string_view bytes);

  // Unknown is null, money a decimal string, a duration whole nanoseconds, an instant RFC 3339, a
  // share a number where 1 is the whole.
  void value(const Value& value);
  void record(const Record& record);
  void finding(const model::Finding& finding);

  // What was written, and a line break.
  std::string take();

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void break_line();

  std::string out_;
  std::size_t depth_ = 0;
  bool is_first_ = true;  // in the object or array that was begun last
  bool has_key_ = false;  // a key was written, its value is next
};

}  // namespace trace_cost::report
