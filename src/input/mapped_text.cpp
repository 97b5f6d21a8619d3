#include "input/mapped_text.h"

#include <algorithm>

namespace trace_cost::input {

void MappedText::add(std::string_view text, Place place) {
  pieces_.push_back({size_, place});
  text_ += text;
  size_ += text.size();
}

void MappedText::add_all(MappedText& other) {
  for (const Piece& piece : other.pieces_) pieces_.push_back({size_ + piece.begin, piece.place});
  text_ += other.text_;
  size_ += other.size_;
  other = {};
}

std::size_t MappedText::read(char* into, std::size_t room) {
  const std::size_t size = unread().copy(into, room);
  read_ += size;
  if (read_ == text_.size()) {
    text_.clear();
    read_ = 0;
  }
  return size;
}

Place MappedText::place_of(std::uint64_t offset) const {
  const auto behind =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](std::uint64_t o, const Piece& piece) { return o < piece.begin; });
  if (behind == pieces_.begin()) return {};
  const Piece& piece = *(behind - 1);
  return {piece.place.offset + (offset - piece.begin), piece.place.line};
}

void MappedText::forget_before(std::uint64_t offset) {
  while (pieces_.size() > 1 && pieces_[1].begin <= offset) pieces_.pop_front();
}

}  // namespace trace_cost::input
