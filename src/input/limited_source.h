// Stops decompression bombs: a few kilobytes that decode to more than any disk holds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "input/byte_source.h"
#include "input/decoding_log.h"

namespace trace_cost::input {

struct DecodingLimits {
  static constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
  static constexpr std::uint64_t kMostFold = 500;
  static constexpr std::uint64_t kAnyFold = std::uint64_t{1} << 30;

  // Bytes that one input may decode to, whatever its size. Without it: kMost, and no more than
  // kMostFold times what was read of the file, where that is more than kAnyFold. Dumps of spans
  // shrink to a tenth, or a hundredth if they are the work of a load generator.
  std::optional<std::uint64_t> most = {};
};

// How many bytes a file may decode to of which as much was read as `log` says.
std::uint64_t allowed_bytes(const DecodingLimits& limits, const DecodingLog& log);

// Ends `decoded` where it goes beyond `limits`, and tells `log`, whose raw_bytes() are what was
// read of the file. `log` must outlive the source.
std::unique_ptr<ByteSource> limited_source(std::unique_ptr<ByteSource> decoded,
                                           DecodingLimits limits, DecodingLog& log);

}  // namespace trace_cost::input
