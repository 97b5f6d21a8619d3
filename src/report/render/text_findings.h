// Findings for a terminal:
//
//     ✗ TC-P001  backend → ai-service  trace context dropped: 3 of 38 calls severed  p .97
//                trace 4f1c8a2b span 91aa12cd  the id was cut to 64 bits
//                what to do  (trace-cost explain TC-P001)
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// Advice stands once, under the last of several findings of one rule. Empty when there is nothing
// to say: no findings, and no `when_empty`.
std::string findings_text(const Findings& block, const RenderOptions& options);

}  // namespace trace_cost::report
