// Documents for scripts: one JSON object, as docs/output.md promises it.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// Blocks are joined by their paths: facts and table rows of one path end in one object or array,
// all findings in "findings". A table without rows is an empty array. What is for people is left
// out, notes with it. Pure ASCII, bytes that are no UTF-8 become U+FFFD; ends with a line break.
std::string render_json(const Document& document, const RenderOptions& options);

}  // namespace trace_cost::report
