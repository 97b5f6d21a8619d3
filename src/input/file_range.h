// A part of a file that begins and ends between two records, so that several threads can read one
// file.
//
//   file      …]}⏎{"resourceSpans":…]}⏎{"resourceSpans":…]}⏎{"resourceSpans":…
//   asked for         from ├──────────────────────┤ to
//   delivered                           {"resourceSpans":…]}⏎
//
// In JSON no '{' ever follows a '}' but where one value has ended and the next begins. So at every
// "}⏎{" a reader of the whole file, too, has finished with what came before, even if that was torn:
// reading the parts gives what reading the whole gives.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "input/byte_source.h"

namespace trace_cost::input {

// A regular file, open for reading at any place, by several threads at once.
class ReadableFile {
 public:
  // Empty when `path` is no regular file or cannot be opened.
  static std::shared_ptr<const ReadableFile> open(const std::string& path);
  ReadableFile(const ReadableFile&) = delete;
  ReadableFile& operator=(const ReadableFile&) = delete;
  ~ReadableFile();

  // When it was opened. A file that grows is read up to here.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Up to `room` bytes from `offset` on; 0 at the end.
  base::Result<std::size_t> read(std::uint64_t offset, char* into, std::size_t room) const;

 private:
  ReadableFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

// The first record border in [from, end): the offset of the '{' of "}⏎{" (or "}⏎" with a carriage
// return in it). 0 for 0; `end` when there is none or the file cannot be read. `end` is at most the
// size of the file.
std::uint64_t find_record_border(const ReadableFile& file, std::uint64_t from, std::uint64_t end);

// The bytes [from, to) of `file`.
std::unique_ptr<ByteSource> file_range(std::shared_ptr<const ReadableFile> file, std::uint64_t from,
                                       std::uint64_t to);

}  // namespace trace_cost::input
