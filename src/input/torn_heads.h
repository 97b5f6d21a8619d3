// Tells a whole record from one that was glued together of two torn writes.
//
// Two writers on one pipe, t and u, each torn once:
//
//     t-head  u-head  t-tail  u-tail
//             └── a JSON object ┘       if both were torn where their grammar was in the same state
//
// That object has never been written: u's ids with t's times and money. No look at it alone would
// tell. But then t-head and u-tail fit together as well, for the same reason. So the heads of torn
// records are remembered, and a record is glued when a head, with what stands behind the record,
// makes an object. When nothing fits (a writer died, and the next record follows), it is whole.
//
// It may also be whole, and have been written into the middle of t: that looks the same. See
// kPage for how it is decided then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "input/object_scanner.h"

namespace trace_cost::input {

enum class Glue : std::uint8_t {
  No,      // nothing fits
  Maybe,   // a head fits, and a pipe may have torn its record around a whole one
  Surely,  // a head fits
};

class TornHeads {
 public:
  // A pipe tears no write of up to PIPE_BUF bytes (POSIX; Linux: 4096), and a longer one where a
  // page is full: behind whole pages, or behind what is over and above whole pages, which comes
  // first. A head and its tail that look like this speak for a whole record between them.
  static constexpr std::size_t kPage = 4096;
  // So many records may stand between a glued one and the tail that tells.
  static constexpr std::size_t kRecordsAhead = 4;

  // Whether nothing was torn nearby, so that no record needs a second look.
  [[nodiscard]] bool empty() const { return heads_.empty(); }
  // A record is torn; what follow() gets from now on begins with it.
  void add();
  // Text that follows, in order, and is no record. True when it continues a head.
  bool follow(std::string_view text);
  // A record stands here. After some of them, heads are forgotten.
  void pass(std::string_view record);
  // Whether the next record, or an object, follows at once: nobody's tail does.
  static bool begins_record(std::string_view behind);
  // How many bytes behind a record of `size` bytes glue() wants to see.
  [[nodiscard]] std::size_t reach(std::size_t size) const;
  // About a record that comes next; `behind` is what follows it.
  [[nodiscard]] Glue glue(std::string_view behind);

 private:
  struct Head {
    ObjectScanner scanner;  // stands where the head ends
    std::size_t size = 0;
    std::size_t records_since = 0;
    std::size_t texts_since = 0;  // it ended
    bool ended = false;           // something that did not fit has followed
    bool done = false;            // nothing more is expected of it
  };
  enum class Fit : std::uint8_t { No, More, Whole };
  static Fit try_on(Head& head, std::string_view text);
  Glue followed_by_tail(std::string_view behind);
  std::size_t record_at(std::string_view text);
  // The size of the tail in `behind` that completes `head`; 0 when none does.
  std::size_t tail(const Head& head, std::string_view behind);
  bool is_inside_of_object(std::string_view behind);
  bool is_tail(std::string_view behind);
  bool completes(std::string_view before, std::string_view behind);

  std::vector<Head> heads_;
  bool is_at_line_start_ = false;  // else blanks there may be the end of a head
  std::uint64_t scanned_ = 0;      // by glue()
  std::uint64_t followed_ = 0;
};

}  // namespace trace_cost::input
