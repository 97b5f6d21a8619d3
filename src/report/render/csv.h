// One table for spreadsheets and scripts.
#pragma once

#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// The document's first table for everyone (or, without one, for machines) as RFC 4180 with "\n"
// line ends, and nothing else of the document: a file with several tables in it is none that a
// spreadsheet opens, and the commands that offer CSV have one table each. The first line has the
// columns' machine names, or their titles where they have none. Totals and other rows for people
// are left out, so that a column adds up to its sum. Empty when there is no table.
//
// Money is a plain decimal, a duration whole nanoseconds, unknown an empty cell. Texts are
// printable() (a line break is "\n"), and those that a spreadsheet would take for a formula get an
// apostrophe.
std::string render_csv(const Document& document, const RenderOptions& options);

}  // namespace trace_cost::report
