// One input -> its spans, its counts, and what was wrong with it.
#pragma once

#include "base/diagnostics.h"
#include "input/byte_source.h"
#include "input/input_paths.h"
#include "model/capture.h"

namespace trace_cost::input {

// Reads one source to its end into `capture`, which stays unsealed, keeping the attributes of
// `wanted`. `input` gives the name and how strictly an input without spans is judged.
void read_source(ByteSource& bytes, const InputPath& input, const model::AttributeSelection& wanted,
                 model::Capture& capture, base::Diagnostics& diagnostics);

}  // namespace trace_cost::input
