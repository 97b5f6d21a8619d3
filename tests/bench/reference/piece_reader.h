// A file, piece by piece.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace trace_cost::bench {

// Reads a file with read(2), which is faster here than to map it. Throws std::system_error.
class PieceReader {
 public:
  // That many bytes behind a piece may be read, as simdjson wants it; what they hold is undefined.
  static constexpr std::size_t kPadding = 64;

  // Each piece ends behind a `terminator`, the last one where the file ends. An empty terminator:
  // pieces are as they come.
  PieceReader(const char* path, std::string_view terminator);
  ~PieceReader();
  PieceReader(const PieceReader&) = delete;
  PieceReader& operator=(const PieceReader&) = delete;

  // Valid until the next call; empty at the end of the file.
  std::optional<std::string_view> next();

 private:
  // Whether there was anything left to read.
  bool read_more();

  int file_;
  std::string_view terminator_;
  std::vector<char> buffer_;
  std::size_t size_ = 0;    // bytes in the buffer
  std::size_t handed_ = 0;  // of them in the piece last handed out
};

}  // namespace trace_cost::bench
