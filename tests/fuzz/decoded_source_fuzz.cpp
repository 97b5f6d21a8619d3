// Any bytes at all -> DecodedSource. What must hold, whatever the bytes are:
//
//   no crash, no hang, and nothing that a sanitizer objects to; no more comes out than is allowed
//   how the file doles out its bytes, how they are asked for, and reading ahead change nothing
//   bytes without an encoding come out as they are
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/decoded_source.h"
#include "must.h"

namespace trace_cost {

namespace {

constexpr std::uint64_t kMost = std::uint64_t{1} << 22;

struct Decoded {
  std::string text;
  std::string encoding;
  std::uint64_t raw_bytes = 0;
  std::size_t faults = 0;
};

struct Manner {
  std::size_t step;
  std::size_t room;
  bool read_ahead;
};

Decoded decode(std::string_view file, Manner manner) {
  input::DecodedSource source(input::memory_source(file, manner.step),
                              {{kMost}, manner.read_ahead, nullptr});
  std::vector<char> buffer(manner.room);
  Decoded decoded;
  while (true) {
    const base::Result<std::size_t> got = source.read(buffer.data(), buffer.size());
    MUST(got);
    MUST(*got <= buffer.size());
    if (*got == 0) break;
    decoded.text.append(buffer.data(), *got);
  }
  const input::DecodingLog log = source.close();
  MUST(log.raw_bytes() <= file.size());
  decoded.encoding = log.encoding();
  decoded.raw_bytes = log.raw_bytes();
  decoded.faults = log.faults().size();
  return decoded;
}

void check(std::string_view file) {
  const Decoded whole = decode(file, {file.size() + 1, std::size_t{1} << 20, false});
  MUST(whole.text.size() <= kMost || whole.encoding.empty());
  if (whole.encoding.empty()) MUST(whole.text == file);
  for (const Manner manner : {Manner{7, 1000, false}, Manner{4096, 1U << 18, true}}) {
    const Decoded other = decode(file, manner);
    MUST(other.text == whole.text);
    MUST(other.encoding == whole.encoding);
    MUST(other.raw_bytes == whole.raw_bytes);
    MUST(other.faults == whole.faults);
  }
}

}  // namespace

}  // namespace trace_cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
