// What was wrong with the input, on standard error: file, line, offset, what was found, what to do.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "cli/options.h"

namespace trace_cost::cli {

// One line a diagnostic, each ended by a line feed; empty when there is nothing to say. Quiet keeps
// errors only; normal shows the first few of each kind and counts the rest; verbose shows all that
// were kept.
std::string diagnostics_text(const base::Diagnostics& diagnostics, Loudness loudness);

}  // namespace trace_cost::cli
