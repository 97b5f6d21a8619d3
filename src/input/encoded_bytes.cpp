#include "input/encoded_bytes.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace trace_cost::input {

namespace {
constexpr std::size_t kBuffer = 2 * EncodedBytes::kLargestFill + EncodedBytes::kHistory;
constexpr std::size_t kSeekStep = std::size_t{1} << 16;
}  // namespace

EncodedBytes::EncodedBytes(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), buffer_(kBuffer) {}

bool EncodedBytes::fill(std::size_t size) {
  while (window().size() < size && !ended_) {
    if (buffer_.size() - filled_ < kBuffer / 2) make_room();
    const base::Result<std::size_t> got =
        source_->read(buffer_.data() + filled_, size - window().size());
    if (!got) failure_ = got.error();
    filled_ += got ? *got : 0;
    ended_ = !got || *got == 0;
  }
  return window().size() >= size;
}

void EncodedBytes::make_room() {
  const std::size_t gone = cursor_ - std::min(cursor_, kHistory);
  std::memmove(buffer_.data(), buffer_.data() + gone, filled_ - gone);
  base_ += gone;
  cursor_ -= gone;
  filled_ -= gone;
}

void EncodedBytes::rewind(std::uint64_t offset) {
  const std::size_t first = cursor_ - std::min(cursor_, kHistory);
  const std::uint64_t wanted = std::max(offset, base_ + first);
  cursor_ = std::min(cursor_, static_cast<std::size_t>(wanted - base_));
}

bool EncodedBytes::seek(std::string_view mark, std::size_t least) {
  fill(least);
  consume(std::min(least, window().size()));
  while (fill(kSeekStep) || window().size() >= mark.size()) {
    const std::size_t found = window().find(mark);
    if (found != std::string_view::npos) {
      consume(found);
      return true;
    }
    consume(window().size() - (mark.size() - 1));  // the mark may begin in what is left
  }
  consume(window().size());
  return false;
}

}  // namespace trace_cost::input
