// The collector's file exporter with `compression: zstd` -> its messages. It compresses each
// message on its own and writes
//
//   length (4 bytes, big-endian) | one zstd frame | length | one zstd frame | …
//
// Messages that are JSON come out one a line. Others are protobuf; they come out behind their
// length, as the exporter writes them when it does not compress.
//
// Source: opentelemetry-collector-contrib, exporter/fileexporter.
#pragma once

#include <memory>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"
#include "input/limited_source.h"

namespace trace_cost::input {

// Larger messages than this are left out as damaged.
inline constexpr std::size_t kLargestMessage = std::size_t{1} << 28;

bool is_framed_zstd(std::string_view head);

// A damaged message costs itself and is told to `log`, which must outlive the source. Empty
// messages are left out. Holds one message at a time, and stops decoding it beyond `limits`: to end
// there, and to say so, is left to limited_source().
std::unique_ptr<ByteSource> framed_zstd_source(std::unique_ptr<ByteSource> encoded,
                                               DecodingLimits limits, DecodingLog& log);

}  // namespace trace_cost::input
