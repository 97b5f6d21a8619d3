// Text that was put together from pieces of a file, and where in the file each of them stood.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace trace_cost::input {

struct Place {
  std::uint64_t offset = 0;  // bytes from the start of the file
  std::uint64_t line = 1;    // counted from 1
};

class MappedText {
 public:
  void add(std::string_view text, Place place);
  // Takes all of `other`, which must not have been read from, and leaves it empty.
  void add_all(MappedText& other);

  // What was added and not read yet.
  [[nodiscard]] std::string_view unread() const { return std::string_view(text_).substr(read_); }
  std::size_t read(char* into, std::size_t room);
  // How much was ever added.
  [[nodiscard]] std::uint64_t size() const { return size_; }

  // Where the byte stood that is number `offset` of all that was ever added. Of text that changed
  // on its way (unescaped, colours taken out), nearby.
  [[nodiscard]] Place place_of(std::uint64_t offset) const;
  // Where the first piece stood that is still known; there must be one.
  [[nodiscard]] Place first_place() const { return pieces_.front().place; }
  // Nobody will ask for places before this one any more.
  void forget_before(std::uint64_t offset);

 private:
  struct Piece {
    std::uint64_t begin = 0;
    Place place;
  };
  std::string text_;
  std::size_t read_ = 0;
  std::uint64_t size_ = 0;
  std::deque<Piece> pieces_;
};

}  // namespace trace_cost::input
