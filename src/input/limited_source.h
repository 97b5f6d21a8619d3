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
  // kMostFold times what was taken from the file, where that is more than `any`. Dumps of spans
  // shrink to a tenth, or a hundredth if they are the work of a load generator.
  std::optional<std::uint64_t> most = {};
  // Bytes that an input may decode to, however small it is. Less is for tests.
  std::uint64_t any = kAnyFold;
};

// How many bytes a file may decode to of which as much was taken as `log` says.
std::uint64_t allowed_bytes(const DecodingLimits& limits, const DecodingLog& log);

// Ends `decoded` where it goes beyond `limits`, and tells `log`, whose raw_bytes() are what was
// taken from the file. `log` must outlive the source. Read with room for kLimitedStep bytes and
// more: then `decoded` is always asked for as many, and where it ends does not depend on who reads.
inline constexpr std::size_t kLimitedStep = std::size_t{1} << 17;
std::unique_ptr<ByteSource> limited_source(std::unique_ptr<ByteSource> decoded,
                                           DecodingLimits limits, DecodingLog& log);

}  // namespace trace_cost::input
