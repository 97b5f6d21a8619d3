// All inputs of a run -> one sealed Capture.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "base/diagnostics.h"
#include "input/byte_source.h"
#include "input/decoded_source.h"
#include "input/input_paths.h"
#include "input/lanes.h"
#include "input/part_plan.h"
#include "model/capture.h"

namespace trace_cost::input {

struct ReadOptions {
  unsigned threads = 1;
  std::uint64_t part_bytes = kPartBytes;  // files of more than two such parts are read in parts
  DecodingLimits limits = {};
  std::atomic<std::uint64_t>* consumed = nullptr;  // grows by every byte read from files
};

// Reads every input to its end, keeping the attributes of `wanted`. Damaged records cost themselves
// and are reported; an input that cannot be used is an Error in `diagnostics`, and the others are
// still read. The result is sealed and depends neither on the order of `inputs` nor on how many
// threads were used.
model::Capture read_capture(const std::vector<InputPath>& inputs,
                            const model::AttributeSelection& wanted, base::Diagnostics& diagnostics,
                            ReadOptions options = {});

// Reads one source into `capture`, which stays unsealed. For tests and fuzzing.
struct NamedSource {
  InputPath path;
  Lanes lanes = Lanes::All;
};
void read_source(ByteSource& bytes, const NamedSource& input,
                 const model::AttributeSelection& wanted, model::Capture& capture,
                 base::Diagnostics& diagnostics);

}  // namespace trace_cost::input
