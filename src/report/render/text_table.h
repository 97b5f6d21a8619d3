// Tables for a terminal: aligned columns without lines or boxes.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// The title shares its line with the headings when it fits over the first column, whose heading it
// then takes the place of; otherwise it has a line of its own. Empty when there is nothing to say:
// no rows, and no `when_empty`.
std::string table_text(const Table& table, const RenderOptions& options);

}  // namespace trace_cost::report
