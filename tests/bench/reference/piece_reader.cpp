#include "piece_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace trace_cost::bench {

namespace {

constexpr std::size_t kStep = std::size_t{1} << 20U;

// Where the last `terminator` in `text` ends; 0 where there is none. rfind() goes byte by byte.
std::size_t end_of_last(std::string_view terminator, std::string_view text) {
  if (terminator.empty()) {
    return text.size();
  }
  while (const void* last = memrchr(text.data(), terminator.back(), text.size())) {
    text =
        text.substr(0, static_cast<std::size_t>(static_cast<const char*>(last) - text.data()) + 1);
    if (text.ends_with(terminator)) {
      return text.size();
    }
    text.remove_suffix(1);
  }
  return 0;
}

}  // namespace

PieceReader::PieceReader(const char* path, std::string_view terminator)
    : file_(open(path, O_RDONLY | O_CLOEXEC)),
      terminator_(terminator),
      buffer_(2 * kStep + kPadding) {
  if (file_ < 0) {
    throw std::system_error(errno, std::generic_category(), path);
  }
}

PieceReader::~PieceReader() { close(file_); }

std::optional<std::string_view> PieceReader::next() {
  size_ -= handed_;
  std::memmove(buffer_.data(), buffer_.data() + handed_, size_);
  handed_ = 0;
  while (read_more()) {
    const std::string_view held(buffer_.data(), size_);
    handed_ = end_of_last(terminator_, held);
    if (handed_ > 0) {
      return held.substr(0, handed_);
    }
  }
  handed_ = size_;
  return size_ == 0 ? std::nullopt : std::optional(std::string_view(buffer_.data(), size_));
}

bool PieceReader::read_more() {
  if (buffer_.size() < size_ + kStep + kPadding) {
    buffer_.resize(buffer_.size() * 2);
  }
  const ssize_t got = read(file_, buffer_.data() + size_, kStep);
  if (got < 0) {
    throw std::system_error(errno, std::generic_category(), "read");
  }
  size_ += static_cast<std::size_t>(got);
  return got > 0;
}

}  // namespace trace_cost::bench
