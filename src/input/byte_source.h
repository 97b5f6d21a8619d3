// Where bytes come from: a file, standard input, or memory. The one place that touches the disk.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace trace_cost::input {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Fills up to `room` bytes at `into` and returns how many; 0 means the end. Blocks on a pipe.
  virtual base::Result<std::size_t> read(char* into, std::size_t room) = 0;
  // Whether the end of this source is not that of the input: another part begins there, with a new
  // record.
  [[nodiscard]] virtual bool more_follows() const { return false; }
  // Whether bytes are missing behind the end that read() has told, and that was told elsewhere.
  [[nodiscard]] virtual bool is_cut() const { return false; }
  // Makes a read() that waits for more, and all later ones, tell the end. Any thread may call it.
  // Sources that never wait need not do anything.
  virtual void interrupt() {}
};

// The system's reason for `error`, an errno. Any thread may ask.
base::Error cannot_read(int error);

// Opens `path`; "-" is standard input. An error is the system's reason. Any thread may open
// an input, as several do at once.
base::Result<std::unique_ptr<ByteSource>> open_source(const std::string& path);

// Reads `text`, which must outlive the source, in steps of at most `step` bytes.
std::unique_ptr<ByteSource> memory_source(std::string_view text, std::size_t step = 1U << 20);

}  // namespace trace_cost::input
