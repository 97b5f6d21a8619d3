// The merged call tree with what each place in it weighs, for flame graphs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "latency/call_tree.h"
#include "report/convert/target.h"

namespace trace_cost::report {

// Stacks are cut in their middle to so many frames, so that output stays linear in the input.
inline constexpr std::size_t kMostFrames = 128;

// By call: self time in nanoseconds, or money in units of 10^-12 dollars, as the conversion says.
// Money that is less than nothing weighs nothing.
std::vector<std::int64_t> call_weights(const Conversion& conversion, const latency::CallTree& tree);

// "backend POST /answer", printable().
std::string frame_name(const Conversion& conversion, const latency::Call& call);
// The frame in the place of those that were cut.
std::string cut_frame(std::size_t left_out);

}  // namespace trace_cost::report
