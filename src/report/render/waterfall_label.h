// What stands beside a timeline's bar: the lines of the tree, the name, and a mark.
#pragma once

#include <cstddef>
#include <string>

#include "report/render/ink.h"

namespace trace_cost::report {

// Exactly `width` cells, or more when not even four cells of the name have room. The tree gives way
// to the name, which keeps about eight, and says how many levels it does not draw ("+37 "); at most
// 24 levels are drawn.
Runs waterfall_label(const TimelineRow& row, std::size_t width, Charset charset);

// Cells that the label takes when nothing is in its way.
std::size_t natural_label_width(const TimelineRow& row, Charset charset);

}  // namespace trace_cost::report
