// The bytes of one source, or of a part of it that begins and ends between two records -> spans,
// counts, and what was wrong with single records.
#pragma once

#include <string>

#include "input/byte_source.h"
#include "input/lanes.h"
#include "input/source_outcome.h"
#include "input/workbench.h"

namespace trace_cost::input {

// What is read: all it refers to outlives the reading.
struct PartOrigin {
  const std::string& file;  // names the source in diagnostics
  model::SourceIndex source;
  Lanes lanes = Lanes::All;
};

// Reads `bytes` to their end into the shard of `bench`.
SourceOutcome read_part(ByteSource& bytes, const PartOrigin& origin, Workbench& bench);

}  // namespace trace_cost::input
