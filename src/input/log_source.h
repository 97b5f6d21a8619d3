// A log whose lines have prefixes, read as the text that its writers wrote. See input/log_prefix.h
// for the prefixes and input/line_demultiplexer.h for logs that several writers share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "input/line_demultiplexer.h"

namespace trace_cost::input {

class LogSource final : public ByteSource {
 public:
  // A longer line is not looked at as a whole, and one of Docker's is then no record.
  static constexpr std::size_t kLongestLine = std::size_t{1} << 20;

  // The log is `begun`, which stood at `start` of its file, and then what `rest` has; `rest` must
  // outlive this.
  LogSource(LogPrefixes prefixes, std::string_view begun, Place start, ByteSource& rest);

  base::Result<std::size_t> read(char* into, std::size_t room) override;
  [[nodiscard]] bool is_cut() const override { return rest_.is_cut(); }

  // Bytes of the log, prefixes included, from its start. Only those that were handed on are the
  // text; the others were prefixes.
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_; }
  [[nodiscard]] std::uint64_t bytes_of_text() const { return lines_.sorted().size(); }
  // Where a byte of the text stood in the file.
  [[nodiscard]] Place place_of(std::uint64_t offset) const {
    return lines_.sorted().place_of(offset);
  }
  // Nobody will ask for places before this one any more.
  void forget_before(std::uint64_t offset) { lines_.sorted().forget_before(offset); }

 private:
  void read_on();
  void cut_lines();
  void add_line(std::size_t size);
  void finish();

  ByteSource& rest_;
  LineDemultiplexer lines_;
  std::string buffer_;
  std::vector<char> step_;
  std::size_t cursor_ = 0;     // first byte of buffer_ that is in no line yet
  std::size_t looked_at_ = 0;  // no line feed between cursor_ and here
  std::uint64_t bytes_ = 0;
  Place place_;         // of that byte
  bool begins_ = true;  // it begins a line
  bool ended_ = false;
  base::Failure failure_;
};

}  // namespace trace_cost::input
