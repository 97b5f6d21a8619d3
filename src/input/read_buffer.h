// Memory that a stream is read into, with room behind for bytes that may be read but mean nothing.
#pragma once

#include <cstddef>
#include <memory>

namespace trace_cost::input {

class ReadBuffer {
 public:
  static constexpr std::size_t kPadding = 64;

  ReadBuffer() = default;
  // What it holds is not set to anything.
  explicit ReadBuffer(std::size_t size)
      : size_(size),
        bytes_(std::make_unique_for_overwrite<char[]>(size + kPadding)) {}  // NOLINT(*-c-arrays)

  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] const char* data() const { return bytes_.get(); }
  // Without the padding.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<char[]> bytes_;  // NOLINT(*-avoid-c-arrays): a vector would be zeroed
};

}  // namespace trace_cost::input
