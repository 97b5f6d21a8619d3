// Documents for people at a terminal.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// Blocks in the document's order, one empty line between them; what is for machines is left out,
// Facts with it. No line has trailing blanks, and the text ends with one line break. Only what
// sticks out where nothing more could be hidden is wider than `options.width`.
std::string render_text(const Document& document, const RenderOptions& options);

}  // namespace trace_cost::report
