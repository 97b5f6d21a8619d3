// The lines of a log, sorted by their writers: no record is torn by another writer's lines.
//
//   frontend-1 | {                         {
//   backend-1  | {                             "name": "validate"
//   frontend-1 |     "name": "validate"    }
//   backend-1  |     "name": "chat"    →   {
//   frontend-1 | }                             "name": "chat"
//   backend-1  | }                         }
//
// Memory is bounded: of more writers than kMostWriters the one that was silent longest, and of more
// text than kMostHeld the one that has held longest, hands on what it has. Its open record is then
// torn, and reported as such by whoever reads it.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "input/log_prefix.h"
#include "input/log_writer.h"
#include "input/mapped_text.h"

namespace trace_cost::input {

// A line of the log with its line feed, or a part of a very long one.
struct LogLine {
  std::string_view text;
  Place place;
  bool begins = true;  // false: goes on with the line that was added last
};

class LineDemultiplexer {
 public:
  static constexpr std::size_t kMostWriters = 256;
  static constexpr std::size_t kMostHeld = std::size_t{64} << 20;

  explicit LineDemultiplexer(LogPrefixes prefixes) : prefixes_(std::move(prefixes)) {}

  void add(const LogLine& line);
  // Hands on what is held, at the end of the log.
  void finish();
  [[nodiscard]] MappedText& sorted() { return sorted_; }
  [[nodiscard]] const MappedText& sorted() const { return sorted_; }

 private:
  struct Writer {
    std::string name;
    LogWriter lines;
  };
  using Writers = std::list<Writer>;

  std::string_view take_prefix(const LogLine& line);
  void add_to_writer(std::string_view text, Place place);
  void choose_writer(const std::string& name);
  void let_go(Writer& writer);
  Writers::iterator oldest();

  LogPrefixes prefixes_;
  MappedText sorted_;
  Writers writers_;  // the one that wrote last comes first; never empty once a line was added
  std::unordered_map<std::string_view, Writers::iterator> by_name_;  // keys live in writers_
  std::size_t held_ = 0;
  bool is_part_ = false;  // the line's feed does not end the writer's line
  std::string without_codes_;
};

}  // namespace trace_cost::input
