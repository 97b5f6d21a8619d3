// Where the records of a binary stream begin and end.
//
//   [record][record]##damage##[record]      Record, Record, Noise, Record
//
// A record's length stands at its front, and may be wrong. So a record counts as one when another
// record, or the end, follows it; else what lies in it is searched for the beginning of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trace_cost::input {

struct BinaryFront {
  std::string_view bytes;  // what is there from the end of the last piece on
  bool at_end = false;     // nothing comes behind it
  bool may_search = true;  // see BinaryCut::searched
};

struct BinaryCut {
  enum class Kind : std::uint8_t {
    More,    // not known before more is there; with at_end: a record that was cut
    Record,  // `size` bytes
    Noise,   // `size` bytes are no record; what follows them may be one, or more noise
  };
  Kind kind = Kind::More;
  std::size_t size = 0;
  std::size_t header = 0;  // of a Record: how many bytes stand before its content
  std::size_t searched =
      0;  // bytes that were looked through and will come again: keep the sum small
};

using BinaryCutter = BinaryCut (*)(const BinaryFront& front);

// How a format tells its records: the size of the one that `front`, up to kBinaryLook bytes of it,
// begins with; 0 when it cannot be one.
using RecordSize = std::uint64_t (*)(std::string_view front);
inline constexpr std::size_t kBinaryLook = 512;
// A longer record is none.
inline constexpr std::uint64_t kLargestBinaryRecord = std::uint64_t{1} << 30;

// Cuts by `size_of`; `header` bytes of a record are its length.
BinaryCut cut_binary(const BinaryFront& front, RecordSize size_of, std::size_t header);

}  // namespace trace_cost::input
