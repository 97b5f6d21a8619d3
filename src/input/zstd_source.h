// zstd -> what was compressed: frames one behind the other, skippable ones left out. So the
// collector's file exporter writes JSON lines when the feature gate for native compression is on.
#pragma once

#include <memory>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"

namespace trace_cost::input {

bool is_zstd(std::string_view head);

// Damage is told to `log`, which must outlive the source. All that was decoded before it is
// delivered, and all frames that begin behind it. Between the two stands a line feed, so that lines
// cut by the damage stay apart.
std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log);

}  // namespace trace_cost::input
