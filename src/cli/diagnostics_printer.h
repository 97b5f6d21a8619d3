// What was wrong with the input, on standard error: file, line, offset, what was found, what to do.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "cli/options.h"
#include "model/capture.h"

namespace trace_cost::cli {

// One line a diagnostic, each ended by a line feed; empty when there is nothing to say. Quiet keeps
// errors only; normal shows the first few of each kind and counts the rest; verbose shows all that
// were kept.
std::string diagnostics_text(const base::Diagnostics& diagnostics, Loudness loudness);

// One line for -v: how many diagnostics there were of every code, kept or not; empty without any.
std::string counts_text(const base::Diagnostics& diagnostics);

// One line an input, for -v: what its bytes were, and how many of its records were laid out exactly
// as exporters do, which reads many times faster than the rest.
std::string account_text(const model::Capture& capture);

}  // namespace trace_cost::cli
