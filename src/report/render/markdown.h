// Documents for a comment on a pull request: GitHub's Markdown.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// What people see, in the text renderer's order and words: tables as tables without bars, findings
// as a list, notes as paragraphs, timelines as fenced code 100 cells wide. Colour, width and
// charset of the options are not looked at. Ends with one line break.
std::string render_markdown(const Document& document, const RenderOptions& options);

}  // namespace trace_cost::report
