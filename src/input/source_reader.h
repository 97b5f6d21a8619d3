// The bytes of one source, or of a part of it that begins and ends between two records -> spans,
// counts, and what was wrong with single records.
#pragma once

#include <cstdint>
#include <string>

#include "input/byte_source.h"
#include "input/source_outcome.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

// Plain: without the fast lane, which must not make a difference.
enum class Lanes : std::uint8_t { All, Plain };

// Reads `bytes` to their end into `shard`, keeping the attributes of `wanted`. `file` names the
// source in diagnostics and outlives the call.
SourceOutcome read_part(ByteSource& bytes, const std::string& file,
                        const model::AttributeSelection& wanted, model::CaptureShard& shard,
                        model::SourceIndex source, Lanes lanes = Lanes::All);

}  // namespace trace_cost::input
