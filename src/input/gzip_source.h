// gzip -> what was compressed. A file may hold several members, one behind the other:
//
//   1F 8B 08 flags mtime xfl os …  deflated …  crc32 size | 1F 8B 08 … | zeros
//
// Source: RFC 1952. ISA-L inflates.
#pragma once

#include <memory>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"

namespace trace_cost::input {

bool is_gzip(std::string_view head);

// Damage is told to `log`, which must outlive the source. All that was decoded before it is
// delivered, and all members that begin behind it. Between the two stands a line feed, so that
// lines cut by the damage stay apart. Read with room for kSmallestRoom bytes and more: with less,
// what was decoded just before a damage may be lost.
inline constexpr std::size_t kSmallestRoom = std::size_t{1} << 17;
std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log);

}  // namespace trace_cost::input
