// One trace over time, for a terminal or a fenced block of Markdown.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// The sections of TimelineRow::critical count from the timeline's start, as `offset` does. Bars are
// shaded, and the shades explained, only when some row is on the critical path.
std::string waterfall_text(const Timeline& timeline, const RenderOptions& options);

}  // namespace trace_cost::report
