// The encoded side of a decoder: bytes of a source in a window that slides over them.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "input/byte_source.h"

namespace trace_cost::input {

class EncodedBytes {
 public:
  static constexpr std::size_t kHistory = std::size_t{1} << 16;
  // No more than this can be asked of fill().
  static constexpr std::size_t kLargestFill = std::size_t{1} << 18;

  explicit EncodedBytes(std::unique_ptr<ByteSource> source);

  // Reads on until the window holds `size` bytes, and no further: how much was read at any time
  // does not depend on how the source doles it out. False when the source ends or fails before.
  bool fill(std::size_t size);
  // What was read and not consumed.
  [[nodiscard]] std::string_view window() const {
    return {buffer_.data() + cursor_, filled_ - cursor_};
  }
  void consume(std::size_t size) { cursor_ += size; }
  // Takes back up to kHistory of the bytes that were consumed, but none before `offset`.
  void rewind(std::uint64_t offset);
  // Of the window's first byte, from the start of the source.
  [[nodiscard]] std::uint64_t offset() const { return base_ + cursor_; }
  // Consumes all before the next `mark` (not empty, a few bytes), but never less than `least`
  // bytes unless the source ends. False when there is none: then all is consumed.
  bool seek(std::string_view mark, std::size_t least);
  [[nodiscard]] const base::Failure& failure() const { return failure_; }

 private:
  void make_room();

  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t cursor_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t base_ = 0;  // offset of buffer_[0]
  bool ended_ = false;
  base::Failure failure_;
};

}  // namespace trace_cost::input
